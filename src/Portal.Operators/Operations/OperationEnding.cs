using Portal.Domain.Operations;

namespace Portal.Operators.Operations;

/// <summary>How an attempt ends.</summary>
/// <param name="State">Where the operation stands afterwards.</param>
/// <param name="Outcome">For the history of attempts: succeeded, failed, canceled or stopped.</param>
/// <param name="Error">Why; null when it succeeded.</param>
/// <param name="NotBefore">When it may begin again.</param>
/// <param name="Counts">Whether the attempt uses up the allowance: one that was cut off by a stopping process does not.</param>
internal sealed record OperationEnding(OperationState State, string Outcome, string? Error, DateTimeOffset NotBefore, bool Counts = true)
{
    /// <summary>The word in the table.</summary>
    public string Word => State switch
    {
        OperationState.Queued => "queued",
        OperationState.Succeeded => "succeeded",
        OperationState.Failed => "failed",
        OperationState.Canceled => "canceled",
        _ => throw new InvalidOperationException("An attempt does not end running."),
    };

    /// <summary>The step that tells of it.</summary>
    public (string Name, string State, string Message) Step(int attempt) => State switch
    {
        OperationState.Queued => ("attempt", "failed", $"Attempt {attempt}: {Error}"),
        OperationState.Succeeded => ("done", "succeeded", "Done."),
        _ => ("done", "failed", Error ?? "It did not succeed."),
    };
}
