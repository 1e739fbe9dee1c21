namespace Portal.Tenancy;

/// <param name="Attempt">Which request holds the key.</param>
/// <param name="Answer">JSON of what was answered before; null when the work is still to be done.</param>
internal sealed record SignUpHold(int Attempt, string? Answer);
