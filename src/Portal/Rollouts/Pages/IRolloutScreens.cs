using Portal.Components;
using Portal.Domain;

namespace Portal.Rollouts.Pages;

/// <summary>What the pages about rollouts ask and order. Each order answers with the id of the operation that carries it out.</summary>
internal interface IRolloutScreens
{
    /// <summary>Newest first.</summary>
    /// <param name="state"><c>active</c>, <c>finished</c> or null for all.</param>
    Task<PageOf<RolloutItem>> ListAsync(string? state, string? pluginKey, string? cursor, CancellationToken cancellationToken);

    /// <summary>Null when there is none with this id in this tenant.</summary>
    Task<RolloutDetail?> FindAsync(string id, CancellationToken cancellationToken);

    Task<Result<string>> ApproveAsync(string id, CancellationToken cancellationToken);

    Task<Result<string>> PromoteAsync(string id, CancellationToken cancellationToken);

    Task<Result<string>> AbortAsync(string id, string reason, CancellationToken cancellationToken);

    Task<Result<string>> RetryAsync(string id, CancellationToken cancellationToken);
}
