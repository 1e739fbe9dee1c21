namespace Portal.Operations;

/// <param name="Operation">Which one.</param>
/// <param name="Kind">What it does.</param>
internal sealed record OperationChanged(string Operation, string Kind);
