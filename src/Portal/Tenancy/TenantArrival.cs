using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Tenancy;
using Portal.Plugins;
using Portal.Rollouts;

namespace Portal.Tenancy;

/// <summary>What a deployment does with a tenant whose rows come from elsewhere: another deployment, or an earlier day.</summary>
internal static class TenantArrival
{
    /// <summary>Rollouts that were under way belong to operations that stayed behind, and no cluster here knows of them.</summary>
    public static async Task CloseWhatWasUnderWayAsync(TenantUnitOfWork work, string why, CancellationToken cancellationToken)
    {
        await RunAsync(
            work, "update rollout set phase = 'Aborted', message = $3, finished_at = $2, updated_at = $2 where tenant_id = $1 and finished_at is null", cancellationToken, work.Now, why);
        await RunAsync(
            work,
            """
            update installation set state = case when version is null then 'failed' else 'active' end, updated_at = $2
            where tenant_id = $1 and state in ('installing', 'upgrading', 'uninstalling')
            """,
            cancellationToken,
            work.Now);
    }

    /// <summary>What people use is put into this cluster at once: with nothing before it, there is nothing to compare a canary with.</summary>
    public static async Task<(int Started, IReadOnlyList<string> Unavailable)> StartPluginsAsync(TenantUnitOfWork work, Caller caller, CancellationToken cancellationToken)
    {
        var installed = await (
            from installation in work.Db.Set<InstallationRow>()
            join plugin in work.Db.Set<PluginRow>() on installation.PluginId equals plugin.Id
            where installation.State == InstallationState.Active
            orderby plugin.Key
            select new { installation, plugin.Key }).ToListAsync(cancellationToken);
        // Only so many roll out at a time; the others follow when an admin upgrades them.
        var room = (await work.ReadQuotasAsync(cancellationToken)).First(quota => quota.Resource == QuotaResource.ConcurrentRollouts).Left;
        var unavailable = new List<string>();
        foreach (var found in installed)
        {
            if (installed.IndexOf(found) - unavailable.Count >= room)
            {
                unavailable.Add($"{found.Key} {found.installation.Version}");
                continue;
            }

            var choice = await VersionChooser.ChooseAsync(work, found.Key, found.installation.Version, cancellationToken);
            if (choice.Succeeded)
            {
                found.installation.State = InstallationState.Upgrading;
                StartRollout.Again(work, caller, found.installation, choice.Value, new InstantStrategy());
            }
            else
            {
                unavailable.Add($"{found.Key} {found.installation.Version}");
            }
        }

        return (installed.Count - unavailable.Count, unavailable);
    }

    private static async Task RunAsync(TenantUnitOfWork work, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = work.Command(sql);
        foreach (var value in values.Prepend(work.Tenant.Value))
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
