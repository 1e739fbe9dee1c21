using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;

namespace Portal.Rollouts;

/// <summary>What a plugin's traffic was when it was last measured: in its last rollout that had any.</summary>
internal sealed class UsualTraffic(TenantUnitOfWorks units)
{
    private const int Ticks = 120;

    /// <returns>Null when it was never measured, or the caller may not know.</returns>
    public async Task<TrafficEstimate?> FindAsync(Caller caller, string plugin, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is not null)
        {
            return null;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var measured = work.Db.Set<RolloutMeasurementRow>().AsNoTracking();
        var rollout = await (
            from r in work.Db.Set<RolloutRow>()
            join p in work.Db.Set<PluginRow>() on r.PluginId equals p.Id
            where p.Key == plugin && measured.Any(m => m.RolloutId == r.Id)
            orderby r.CreatedAt descending
            select r.Id).FirstOrDefaultAsync(cancellationToken);
        var ticks = await measured.Where(m => m.RolloutId == rollout).OrderByDescending(m => m.MeasuredAt).Take(Ticks).ToListAsync(cancellationToken);
        if (ticks.Count < 2)
        {
            return null;
        }

        // A tick counts since the one before it: the earliest has no length.
        var seconds = (ticks[0].MeasuredAt - ticks[^1].MeasuredAt).TotalSeconds;
        var requests = ticks.SkipLast(1).Sum(t => t.StableRequests + t.CanaryRequests);
        var (stable, errors) = (ticks.Sum(t => t.StableRequests), ticks.Sum(t => t.StableErrors));
        return requests == 0 || stable == 0 ? null : new(requests / seconds, (double)errors / stable);
    }
}
