using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Closes a rollout's row where no custom resource will ever do it.</summary>
internal sealed class RolloutEnding(TenantUnitOfWorks units)
{
    public async Task FailAsync(TenantId tenant, RolloutId id, string message, CancellationToken cancellationToken)
    {
        await using var unit = await units.BeginAsync(tenant, cancellationToken);
        var rollout = await unit.Db.Set<RolloutRow>().SingleOrDefaultAsync(row => row.Id == id && row.FinishedAt == null, cancellationToken);
        if (rollout is null)
        {
            return;
        }

        rollout.Phase = nameof(RolloutPhase.Failed);
        rollout.Message = message;
        rollout.FinishedAt = rollout.UpdatedAt = unit.Now;
        var installation = await unit.Db.Set<InstallationRow>().SingleAsync(row => row.Id == rollout.InstallationId, cancellationToken);
        if (installation.State is InstallationState.Installing or InstallationState.Upgrading)
        {
            installation.State = installation.Version is null ? InstallationState.Failed : InstallationState.Active;
            installation.UpdatedAt = unit.Now;
        }

        unit.Publish(Topic.Rollout, id.ToString());
        unit.Publish(Topic.Installation, installation.Id.ToString());
        await unit.CommitAsync(cancellationToken);
    }
}
