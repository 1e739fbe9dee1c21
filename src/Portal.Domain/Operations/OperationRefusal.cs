namespace Portal.Domain.Operations;

/// <summary>409: that cannot happen to an operation in this state, or of this kind.</summary>
public sealed record OperationRefusal : Error
{
    private OperationRefusal(string code, string detail)
        : base(ErrorKind.Conflict, code, "Not possible for this operation", detail)
    {
    }

    public static OperationRefusal NotFailed(OperationState state) => new(
        "operation.not-failed", $"The operation is {Word(state)}; only one that failed can be retried.");

    public static OperationRefusal NotRetryable(string instead) => new("operation.not-retryable", instead);

    public static OperationRefusal IsOver(OperationState state) => new(
        "operation.over", $"The operation is {Word(state)} already, and nothing is left to cancel.");

    public static OperationRefusal NotCancelable(string kind) => new(
        "operation.not-cancelable", $"An operation of the kind {kind} is not canceled here: without it something would stay half done. Retry it, or ask whoever runs this deployment.");

    public static OperationRefusal IsReplaced(string kind) => new(
        "operation.replaced", $"Another operation of the kind {kind} is open already, and does the same: wait for that one.");

    private static string Word(OperationState state) => state switch
    {
        OperationState.Queued => "queued",
        OperationState.Running => "running",
        OperationState.Succeeded => "done",
        OperationState.Failed => "failed",
        _ => "canceled",
    };
}
