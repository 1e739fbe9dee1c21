using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Plugins;

namespace Portal.Rollouts;

/// <summary>Wants the version once more that did not get through: a new rollout with the same strategy, and all its steps.</summary>
internal sealed class RetryRollout(RolloutQueries queries, UpgradePlugin upgrade)
{
    public async Task<Result<Accepted>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var found = await queries.FindAsync(caller, id, cancellationToken);
        if (found.Error is { } refused)
        {
            return refused;
        }

        return found.Value.Phase is nameof(RolloutPhase.RolledBack) or nameof(RolloutPhase.Aborted) or nameof(RolloutPhase.Failed)
            ? await upgrade.ExecuteAsync(caller, found.Value.Installation, new(found.Value.ToVersion, found.Value.Strategy.AsObject()), cancellationToken)
            : new RolloutNotRetryable(id, found.Value.Phase);
    }
}
