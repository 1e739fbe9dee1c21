namespace Portal.Domain.Operations;

/// <summary>What a failed operation leaves behind decides whether trying it again can do anything.</summary>
public static class OperationRetry
{
    /// <summary>What to do instead of trying again, as a sentence; null when trying again helps.</summary>
    /// <param name="kind">Of an operation that failed.</param>
    public static string? Instead(string kind) => kind switch
    {
        // Their failure ended what they were for, so that it holds up nothing else.
        OperationKind.ApplyRollout => "The rollout ended when this failed, so trying it again would do nothing: install or upgrade the plugin once more.",
        OperationKind.ExportTenant => "The export ended when this failed, so trying it again would do nothing: order a new one.",
        _ => null,
    };
}
