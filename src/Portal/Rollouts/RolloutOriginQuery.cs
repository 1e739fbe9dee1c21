using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;

namespace Portal.Rollouts;

/// <summary>Finds what the page of a rollout shows beside the rollout itself; it never changes, so it is read once a page.</summary>
internal sealed class RolloutOriginQuery(TenantUnitOfWorks units)
{
    public async Task<RolloutOrigin> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is not null || !RolloutId.TryParse(id, out var rolloutId))
        {
            return new("", null, null);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var found = await (
            from rollout in work.Db.Set<RolloutRow>().AsNoTracking().Where(r => r.Id == rolloutId)
            join member in work.Db.Set<MemberRow>() on rollout.CreatedBy equals member.Id
            select new { member.DisplayName, rollout.PluginId, rollout.FromVersion, rollout.ToVersion }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return new("", null, null);
        }

        var digests = await work.Db.Set<PluginVersionRow>().AsNoTracking()
            .Where(v => v.PluginId == found.PluginId && (v.Version == found.FromVersion || v.Version == found.ToVersion))
            .Select(v => new { v.Version, v.Digest }).ToListAsync(cancellationToken);
        return new(
            found.DisplayName,
            digests.Find(v => v.Version == found.FromVersion)?.Digest,
            digests.Find(v => v.Version == found.ToVersion)?.Digest);
    }
}
