using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Backups;
using Portal.Infrastructure.Plugins;
using Portal.Tenancy;

namespace Portal.Operations.Backups;

/// <summary>Restores one tenant, and makes the cluster run what its rows say: what was installed rolls out again, what the backup does not know is uninstalled.</summary>
internal sealed class BringTenantBack(RestoreTenant restore)
{
    public async Task<TenantBack> ExecuteAsync(string folder, string? key, string slug, string? newSlug, CancellationToken cancellationToken)
    {
        TenantBack? back = null;
        await restore.ExecuteAsync(folder, key, slug, newSlug, async (work, tenant) =>
        {
            var caller = new Caller(tenant.Id, PrincipalKind.System, default, "restore", "Restore", Role.Admin, Correlation.Next());
            await TenantArrival.CloseWhatWasUnderWayAsync(work, "The tenant was restored from a backup that was made while this was under way", cancellationToken);
            await UninstallAsync(work, caller, tenant.Strange, cancellationToken);
            work.Enqueue(OperationKind.ProvisionTenant, "tenant", ("tenant", tenant.Id.ToString()), "{}", caller.CorrelationId, caller.Name);
            var (started, unavailable) = await TenantArrival.StartPluginsAsync(work, caller, cancellationToken);
            back = new(tenant, started, unavailable);
        }, cancellationToken);
        return back!;
    }

    private static async Task UninstallAsync(TenantUnitOfWork work, Caller caller, IReadOnlyList<InstallationId> strange, CancellationToken cancellationToken)
    {
        foreach (var id in strange)
        {
            var installation = await work.Db.Set<InstallationRow>().SingleAsync(i => i.Id == id, cancellationToken);
            installation.State = InstallationState.Uninstalling;
            installation.UpdatedAt = work.Now;
            work.Enqueue(
                OperationKind.Uninstall, $"installation:{id}", ("installation", id.ToString()), new JsonObject { ["installation"] = id.ToString() }.ToJsonString(), caller.CorrelationId, caller.Name);
        }

        // What follows asks the database which are installed.
        await work.Db.SaveChangesAsync(cancellationToken);
    }
}
