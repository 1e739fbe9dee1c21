namespace Portal.Operations;

internal sealed record OperationStepView(int Sequence, DateTimeOffset OccurredAt, string Name, string State, string Message);
