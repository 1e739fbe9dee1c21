namespace Portal.Operators.Operations;

/// <summary>What a renewal finds.</summary>
/// <param name="IsOurs">False when somebody else has taken over.</param>
/// <param name="CancelReason">Why somebody wants it canceled; null when nobody does.</param>
internal sealed record OperationRenewal(bool IsOurs, string? CancelReason);
