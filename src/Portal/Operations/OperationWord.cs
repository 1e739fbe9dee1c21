using Portal.Domain.Operations;

namespace Portal.Operations;

/// <summary>States as the table has them.</summary>
internal static class OperationWord
{
    public static string Of(OperationState state) => state switch
    {
        OperationState.Queued => "queued",
        OperationState.Running => "running",
        OperationState.Succeeded => "succeeded",
        OperationState.Failed => "failed",
        _ => "canceled",
    };
}
