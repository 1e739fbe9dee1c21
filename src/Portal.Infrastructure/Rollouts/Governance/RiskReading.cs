using Microsoft.EntityFrameworkCore;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>Gathers what the risk of a rollout is judged by.</summary>
public static class RiskReading
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <param name="unit">Reads within it.</param>
    /// <param name="plugin">Which plugin.</param>
    /// <param name="from">The version that is installed; null for none.</param>
    /// <param name="to">The version that is asked for; in the registry.</param>
    /// <param name="analyzes">Whether the strategy compares the two.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<RiskScore> ScoreAsync(TenantUnitOfWork unit, PluginId plugin, string? from, string to, bool analyzes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var since = unit.Now - Recent;
        var rollbacks = await unit.Db.Set<RolloutRow>()
            .CountAsync(r => r.PluginId == plugin && r.Phase == nameof(RolloutPhase.RolledBack) && r.FinishedAt >= since, cancellationToken);
        var manifests = await unit.Db.Set<PluginVersionRow>().AsNoTracking().Where(v => v.PluginId == plugin && (v.Version == from || v.Version == to))
            .Select(v => new { v.Version, v.Manifest }).ToListAsync(cancellationToken);
        var asked = Permissions(manifests.Find(v => v.Version == to)?.Manifest);
        return RolloutRisk.Score(new(
            from is null ? null : PluginVersion.Parse(from),
            PluginVersion.Parse(to),
            rollbacks,
            [.. asked.Except(Permissions(manifests.Find(v => v.Version == from)?.Manifest), StringComparer.Ordinal)],
            analyzes));
    }

    private static IReadOnlyList<string> Permissions(string? manifest) => manifest is null ? [] : ManifestJson.Read(manifest).Permissions;
}
