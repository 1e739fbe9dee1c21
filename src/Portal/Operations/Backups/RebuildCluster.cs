using Portal.Api;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Tenancy;

namespace Portal.Operations.Backups;

/// <summary>
/// Orders everything in the cluster again from the rows, tenant by tenant: for a deployment that was restored beside a new cluster. Each tenant is one
/// transaction; where a rollout of it is on its way already, repeating closes that one and orders another.
/// </summary>
internal sealed class RebuildCluster(TenantUnitOfWorks units, PlatformDatabase database)
{
    public async Task<(int Tenants, int Plugins, IReadOnlyList<string> Unavailable)> ExecuteAsync(CancellationToken cancellationToken)
    {
        var (tenants, plugins, left) = (0, 0, new List<string>());
        foreach (var (tenant, slug) in await ActiveAsync(cancellationToken))
        {
            await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
            var caller = new Caller(tenant, PrincipalKind.System, default, "restore", "Restore", Role.Admin, Correlation.Next());
            await TenantArrival.CloseWhatWasUnderWayAsync(work, "The cluster was rebuilt while this was under way", cancellationToken);
            work.Enqueue(OperationKind.ProvisionTenant, "tenant", ("tenant", tenant.ToString()), "{}", caller.CorrelationId, caller.Name);
            var (started, unavailable) = await TenantArrival.StartPluginsAsync(work, caller, cancellationToken);
            work.Audit(caller, new AuditEntry("tenant.rebuilt", "tenant", tenant.ToString(), slug, new Dictionary<string, string>()));
            await work.CommitNowAsync(cancellationToken);
            (tenants, plugins) = (tenants + 1, plugins + started);
            left.AddRange(unavailable.Select(plugin => $"{slug} {plugin}"));
        }

        return (tenants, plugins, left);
    }

    private async Task<List<(TenantId Id, string Slug)>> ActiveAsync(CancellationToken cancellationToken)
    {
        var found = new List<(TenantId, string)>();
        await using var command = database.Source.CreateCommand("select id, slug from portal.tenant where state in ('provisioning', 'active') order by slug");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((new(reader.GetGuid(0)), reader.GetString(1)));
        }

        return found;
    }
}
