using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Infrastructure.Rollouts.Governance;
using Portal.Infrastructure.Tenancy;
using Portal.Plugins;

namespace Portal.Rollouts;

/// <summary>The rows that every rollout begins with, for an install and for an upgrade alike.</summary>
internal static class StartRollout
{
    /// <summary>Held at the gate as long as the tenant's policy wants it; the operator is asked for it when that opens.</summary>
    public static async Task<Result<Accepted>> GovernedAsync(
        TenantUnitOfWork work, Caller caller, InstallationRow installation, VersionChoice plugin, RolloutStrategy strategy, CancellationToken cancellationToken)
    {
        var rollout = Add(work, caller, installation, plugin, strategy);
        OperationId? held = null;
        if (await GateReading.PolicyAsync(work, cancellationToken) is { } stored && stored.Policy.AppliesTo(plugin.Key))
        {
            // Before the gate that refers to it: the model knows no navigation between the two.
            if (await work.SaveWithinQuotasAsync(cancellationToken) is { } tooMany)
            {
                return tooMany;
            }

            held = await RolloutGates.HoldAsync(work, rollout, stored, strategy, caller.Name, cancellationToken);
        }

        var operation = held ?? RolloutGates.Start(work, rollout, caller.Name);
        return new Accepted(operation.ToString(), installation.Id.ToString(), rollout.Id.ToString());
    }

    /// <summary>Past every gate: what is rolled out was in use before, and only its place is new.</summary>
    public static void Again(TenantUnitOfWork work, Caller caller, InstallationRow installation, VersionChoice plugin, RolloutStrategy strategy) =>
        RolloutGates.Start(work, Add(work, caller, installation, plugin, strategy), caller.Name);

    private static RolloutRow Add(TenantUnitOfWork work, Caller caller, InstallationRow installation, VersionChoice plugin, RolloutStrategy strategy)
    {
        var rollout = new RolloutRow
        {
            TenantId = work.Tenant,
            Id = new(work.NewId()),
            InstallationId = installation.Id,
            PluginId = plugin.Plugin,
            FromVersion = installation.Version,
            ToVersion = plugin.Version,
            Strategy = StrategyText.Write(strategy),
            Phase = nameof(RolloutPhase.Pending),
            Verdict = nameof(RolloutVerdict.None),
            Message = "Waiting for the operator",
            StepCount = strategy.Steps.Count,
            Evidence = 1,
            EvidenceLimit = 100,
            CorrelationId = caller.CorrelationId,
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        work.Db.Add(rollout);
        work.Publish(Topic.Rollout, rollout.Id.ToString());
        return rollout;
    }
}
