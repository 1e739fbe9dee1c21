namespace Portal.Remediations;

/// <param name="Reason">Why nothing is to be done; at most 500 characters.</param>
internal sealed record DismissRequest(string? Reason);
