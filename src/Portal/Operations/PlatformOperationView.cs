namespace Portal.Operations;

/// <summary>An operation as staff see it: facts about the queue, nothing of what is in the tenant.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Tenant">Whose; absent for one of the deployment.</param>
/// <param name="Slug">The tenant's.</param>
/// <param name="Kind">What it does.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">Over its whole life.</param>
/// <param name="Error">Why the last one failed.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="CorrelationId">To find it in the logs.</param>
/// <param name="CanRetry">Whether it can be tried again.</param>
/// <param name="CanCancel">Whether it can be canceled or discarded.</param>
internal sealed record PlatformOperationView(
    string Id, string? Tenant, string? Slug, string Kind, string State, int Attempts, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, string CorrelationId,
    bool CanRetry, bool CanCancel)
{
    /// <summary>What to do where it failed and trying again would do nothing.</summary>
    public string? InsteadOfRetry { get; init; }
}
