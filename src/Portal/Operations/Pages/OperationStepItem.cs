namespace Portal.Operations.Pages;

/// <summary>One step of an operation.</summary>
public sealed record OperationStepItem(DateTimeOffset At, string Name, string State, string Message);
