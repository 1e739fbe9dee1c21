using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Plugins;

/// <summary>Takes a plugin out of a tenant; asking twice is one removal.</summary>
internal sealed class UninstallPlugin(TenantUnitOfWorks units)
{
    public async Task<Result<Accepted>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.InstallPlugins) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var found = InstallationId.TryParse(id, out var installationId)
            ? await (from i in work.Db.Set<InstallationRow>()
                     join p in work.Db.Set<PluginRow>() on i.PluginId equals p.Id
                     where i.Id == installationId && i.State != InstallationState.Removed
                     select new { Installation = i, p.Name, p.Key }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (found is null)
        {
            return new NotFound("installation", id);
        }

        var installation = found.Installation;
        if (installation.State == InstallationState.Uninstalling)
        {
            return new RolloutUnderWay(found.Key);
        }

        var before = installation.State;
        installation.State = InstallationState.Uninstalling;
        installation.UpdatedAt = work.Now;
        var payload = new JsonObject { ["installation"] = installation.Id.ToString() }.ToJsonString();
        var operation = work.Enqueue(
            OperationKind.Uninstall, "installation:" + installation.Id, ("installation", installation.Id.ToString()), payload, caller.CorrelationId, caller.Name);
        work.Audit(caller, new("plugin.uninstall-requested", "installation", installation.Id.ToString(), found.Name, new Dictionary<string, string> { ["plugin"] = found.Key })
        {
            Changes = [new("state", before.ToString(), installation.State.ToString())],
        });
        work.Publish(Topic.Installation, installation.Id.ToString());
        await work.CommitAsync(cancellationToken);
        return new Accepted(operation.ToString(), installation.Id.ToString(), null);
    }
}
