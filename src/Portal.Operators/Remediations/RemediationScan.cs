using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Domain.Remediations.Detection;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Remediations;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Remediations;

/// <summary>One pass over all rollouts: sees, finds, writes down and decides, tenant by tenant. A tenant whose database is away holds up no other.</summary>
internal sealed partial class RemediationScan(
    SightReader reader,
    TenantUnitOfWorks units,
    LookAgainRequests again,
    IOptions<OperatorOptions> options,
    IOptions<AlertOptions> alerts,
    TimeProvider time,
    ILogger<RemediationScan> logger)
{
    // Tenants that were looked through since this process leads, and whether they have anything open: of those that have not, nothing is asked until something is found.
    private readonly Dictionary<TenantId, bool> _open = [];
    private readonly Dictionary<ResourceKey, string> _asked = [];

    public void Forget() => _open.Clear();

    /// <exception cref="KubernetesException">The cluster cannot be looked at: nothing is concluded from that.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var space = options.Value.Namespace is { Length: > 0 } only ? only : null;
        var sights = await reader.ReadAsync(space, cancellationToken);
        AskAgain(sights);
        var byTenant = sights
            .Select(sight => (Tenant: Guid.TryParse(sight.Rollout.Label(RolloutNames.TenantLabel), out var tenant) ? tenant : Guid.Empty, Seen: Seen(sight, now)))
            .Where(seen => seen.Tenant != Guid.Empty)
            .ToLookup(seen => new TenantId(seen.Tenant), seen => seen.Seen);
        foreach (var tenant in byTenant)
        {
            var seen = tenant.ToList();
            if (seen.Exists(one => one.Findings.Count > 0) || _open.GetValueOrDefault(tenant.Key, true))
            {
                await KeepAsync(tenant.Key, seen, cancellationToken);
            }
        }

        // Those whose last object went have findings that went with it.
        foreach (var (tenant, _) in _open.Where(known => known.Value && !byTenant.Contains(known.Key)).ToList())
        {
            await KeepAsync(tenant, [], cancellationToken);
        }
    }

    /// <summary>An operation of another process may have asked; the watch that should say so may be what is broken.</summary>
    private void AskAgain(IReadOnlyList<ObjectSight> sights)
    {
        foreach (var sight in sights)
        {
            if (sight.Rollout.Annotation(RolloutNames.LookAgainAnnotation) is { } asked && (!_asked.TryGetValue(sight.Rollout.Key(), out var before) || before != asked))
            {
                _asked[sight.Rollout.Key()] = asked;
                again.Ask(sight.Rollout.Key());
            }
        }

        foreach (var gone in _asked.Keys.Except(sights.Select(sight => sight.Rollout.Key())).ToList())
        {
            _asked.Remove(gone);
        }
    }

    private static SeenObject Seen(ObjectSight sight, DateTimeOffset now) => new(
        sight.Rollout.Key().ToString(),
        sight.Rollout.TextAt("metadata", "uid") ?? "",
        Guid.TryParse(sight.Rollout.Annotation(RolloutNames.RolloutAnnotation), out var rollout) ? new RolloutId(rollout) : null,
        Detector.Find(sight.Sight, now));

    private async Task KeepAsync(TenantId tenant, IReadOnlyList<SeenObject> seen, CancellationToken cancellationToken)
    {
        try
        {
            await using var unit = await units.BeginAsync(tenant, cancellationToken);
            var book = await RemediationBook.OpenAsync(unit, alerts.Value.Cluster, cancellationToken);
            var open = await book.KeepAsync(seen, cancellationToken);
            await unit.CommitAsync(cancellationToken);
            _open[tenant] = open > 0;
        }
        catch (TenantNotServedException)
        {
            // Its rollouts are held; what is wrong with them is found when it is served again.
            _open[tenant] = true;
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or DbUpdateException or InvalidOperationException { InnerException: NpgsqlException })
        {
            _open[tenant] = true;
            NotKept(logger, tenant.ToString(), away.Message);
        }
    }

    [LoggerMessage(5161, LogLevel.Warning, "What is wrong with the rollouts of tenant {Tenant} could not be written down, and is looked at again: {Reason}")]
    private static partial void NotKept(ILogger logger, string tenant, string reason);
}
