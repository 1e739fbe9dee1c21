using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts;

namespace Portal.Infrastructure.Remediations;

/// <summary>Lets a rollout go on that was paused as a remedy, once what it was paused for is gone. A person's pause stays.</summary>
internal static class HeldRollouts
{
    public static async Task ResumeAsync(TenantUnitOfWork unit, RemediationRow row, CancellationToken cancellationToken)
    {
        if (row.RolloutId is not { } id || await unit.Db.Set<RolloutRow>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { FinishedAt: null, PausedBy: RemediationOrders.Operator } rollout)
        {
            return;
        }

        rollout.PausedBy = null;
        var payload = new JsonObject
        {
            ["rollout"] = id.ToString(), ["step"] = rollout.StepIndex, ["by"] = RemediationOrders.Operator, ["reason"] = "What it was paused for is gone.",
        }.ToJsonString();
        unit.Enqueue(OperationKind.ResumeRollout, "rollout:" + id, ("rollout", id.ToString()), payload, rollout.CorrelationId, RemediationOrders.Operator);
        unit.Publish(Topic.Rollout, id.ToString());
    }
}
