using System.Text.Json.Nodes;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Plugins;

namespace Portal.Rollouts;

/// <summary>The rows that every rollout begins with, for an install and for an upgrade alike.</summary>
internal static class StartRollout
{
    public static Accepted In(TenantUnitOfWork work, Caller caller, InstallationRow installation, VersionChoice plugin, RolloutStrategy strategy)
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
        var payload = new JsonObject { ["rollout"] = rollout.Id.ToString() }.ToJsonString();
        var operation = work.Enqueue(
            OperationKind.ApplyRollout, "installation:" + installation.Id, ("rollout", rollout.Id.ToString()), payload, caller.CorrelationId, caller.Name);
        work.Publish(Topic.Rollout, rollout.Id.ToString());
        return new(operation.ToString(), installation.Id.ToString(), rollout.Id.ToString());
    }
}
