namespace Portal.Operations;

/// <param name="Attempt">Which request holds the key; a later one that takes it over has a greater number.</param>
/// <param name="Row">The stored key's own id.</param>
/// <param name="Answer">What was answered before; null when the work is still to be done.</param>
internal sealed record IdempotencyHold(int Attempt, Guid Row, StoredResponse? Answer);
