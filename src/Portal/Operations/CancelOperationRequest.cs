namespace Portal.Operations;

/// <param name="Reason">Why, for whoever reads it later.</param>
internal sealed record CancelOperationRequest(string? Reason);
