using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Objectives.Alerts;

/// <summary>What somebody should know of a rollout, written down with the rollout's own rows.</summary>
internal static class RolloutAlertWriter
{
    public static async Task WriteAsync(
        TenantUnitOfWork unit, RolloutId id, RolloutReading reading, IEnumerable<RolloutTimelineEntry> timeline, string cluster, CancellationToken cancellationToken)
    {
        var key = reading.Resource.Key();
        var uid = reading.Resource.TextAt("metadata", "uid") ?? "";
        var place = $"{cluster}/{key.Namespace}/{key.Name}/{uid[..Math.Min(8, uid.Length)]}";
        var revision = $"{reading.Status.Target?.Hash}/{reading.Status.Attempt}";
        foreach (var entry in timeline)
        {
            if (RolloutAlerts.Of(place, reading.Status, entry) is { } alert)
            {
                await AlertBook.RaiseAsync(unit, new AlertSource(uid, revision, $"{entry.Sequence}/{entry.Kind}") { Plugin = key.Name }, alert, $"/rollouts/{id}", cancellationToken);
            }

            // The whole timeline is told again and again: an entry ends only what stood before it.
            if (RolloutAlerts.EndsAll(entry))
            {
                await AlertBook.ResolveAsync(unit, uid, null, entry.At, cancellationToken);
            }
            else if (RolloutAlerts.Ends(entry) is { } @class)
            {
                await AlertBook.ResolveAsync(unit, uid, @class, entry.At, cancellationToken);
            }
        }
    }
}
