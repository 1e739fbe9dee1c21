using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Tenancy;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Reads what the portal's tables say about the rollout that an operation is about.</summary>
internal sealed class RolloutFactsReader(TenantDirectory tenants)
{
    public async Task<RolloutFacts> ReadAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        if (!RolloutId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not a rollout.");
        }

        await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        await using var select = unit.Command(
            """
            select r.installation_id, r.to_version, r.strategy, r.phase, r.step_index, r.finished_at is not null, p.key, v.digest, v.manifest
            from rollout r
            join portal.plugin p on p.id = r.plugin_id
            join portal.plugin_version v on v.plugin_id = r.plugin_id and v.version = r.to_version
            where r.tenant_id = $1 and r.id = $2
            """).With(unit.Tenant.Value, id.Value);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return !await row.ReadAsync(cancellationToken)
            ? throw new OperationRefusedException("The rollout or its plugin version does not exist.")
            : new RolloutFacts
            {
                Tenant = unit.Tenant,
                Rollout = id,
                Installation = new(row.GetGuid(0)),
                ToVersion = row.GetString(1),
                Strategy = row.GetString(2),
                Phase = row.GetString(3),
                StepIndex = row.GetInt32(4),
                IsOver = row.GetBoolean(5),
                PluginKey = row.GetString(6),
                Digest = row.GetString(7),
                Manifest = ManifestJson.Read(row.GetString(8)),
                Namespace = tenant.Namespace,
            };
    }
}
