using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Closes a rollout's row where no custom resource will ever do it.</summary>
internal sealed class RolloutEnding(TenantUnitOfWorks units)
{
    public async Task FailAsync(TenantId tenant, RolloutId id, string message, CancellationToken cancellationToken)
    {
        await using var unit = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        await using var close = unit.Command(
            """
            update rollout set phase = 'Failed', message = $3, finished_at = $4, updated_at = $4
            where tenant_id = $1 and id = $2 and finished_at is null returning installation_id
            """).With(tenant.Value, id.Value, message, unit.Now);
        if (await close.ExecuteScalarAsync(cancellationToken) is not Guid installation)
        {
            return;
        }

        await using var settle = unit.Command(
            """
            update installation set state = case when version is null then 'failed' else 'active' end, updated_at = $3
            where tenant_id = $1 and id = $2 and state in ('installing', 'upgrading')
            """).With(tenant.Value, installation, unit.Now);
        await settle.ExecuteNonQueryAsync(cancellationToken);
        unit.Publish(Topic.Rollout, id.ToString());
        unit.Publish(Topic.Installation, new InstallationId(installation).ToString());
        await unit.CommitAsync(cancellationToken);
    }
}
