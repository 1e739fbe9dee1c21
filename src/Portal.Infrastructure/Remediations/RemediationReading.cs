using Microsoft.EntityFrameworkCore;
using Portal.Domain.Remediations;
using Portal.Domain.Rollouts.Freezing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Infrastructure.Remediations;

/// <summary>Reads what decides about findings.</summary>
public static class RemediationReading
{
    /// <summary>The defaults when the tenant has said nothing.</summary>
    public static async Task<RemediationSettings> SettingsAsync(TenantUnitOfWork unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var row = await unit.Db.Set<RemediationSettingRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row is null ? RemediationSettings.Default : RemediationJson.Read(row.Document);
    }

    public static async Task<bool> IsFrozenAsync(TenantUnitOfWork unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return await GateReading.PolicyAsync(unit, cancellationToken) is { } stored && FreezeCalendar.Find(stored.Policy.Freezes, unit.Now) is not null;
    }

    /// <summary>One at a time decides for a tenant: two that count attempts at once would pass a cap together.</summary>
    public static async Task LockAsync(TenantUnitOfWork unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        await using var wait = unit.Command("select pg_advisory_xact_lock(hashtextextended('remediation:' || $1::text, 0))").With(unit.Tenant.Value);
        await wait.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All attempts that a cap or a cool-down can count, oldest first.</summary>
    internal static Task<List<RemediationAttemptRow>> AttemptsAsync(TenantUnitOfWork unit, RemediationSettings settings, CancellationToken cancellationToken)
    {
        var reach = settings.CoolDown > RemediationSettings.Window ? settings.CoolDown : RemediationSettings.Window;
        var since = unit.Now - reach;
        return unit.Db.Set<RemediationAttemptRow>().Where(attempt => attempt.At >= since).OrderBy(attempt => attempt.At).ToListAsync(cancellationToken);
    }
}
