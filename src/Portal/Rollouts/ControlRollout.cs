using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts;
using Portal.Plugins;

namespace Portal.Rollouts;

/// <summary>Approve, promote or abort: what a person may do to a rollout while it is under way.</summary>
internal sealed class ControlRollout(TenantUnitOfWorks units)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The rollout.</param>
    /// <param name="kind">One of <see cref="OperationKind.ApproveRollout"/>, <see cref="OperationKind.PromoteRollout"/>, <see cref="OperationKind.AbortRollout"/>.</param>
    /// <param name="request">Why.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Result<Accepted>> ExecuteAsync(Caller caller, string id, string kind, RolloutCommandRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ControlRollouts) is { } forbidden)
        {
            return forbidden;
        }

        if (request.Reason is { Length: > 0 } && FieldText.Check("/reason", request.Reason, "A reason", 500) is { } fault)
        {
            return new InvalidFields([fault]);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rollout = RolloutId.TryParse(id, out var rolloutId)
            ? await work.Db.Set<RolloutRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == rolloutId, cancellationToken)
            : null;
        if (rollout is null)
        {
            return new NotFound("rollout", id);
        }

        if (rollout.FinishedAt is not null)
        {
            return new RolloutOver(id, rollout.Phase);
        }

        if (kind == OperationKind.ApproveRollout && rollout.Phase != nameof(RolloutPhase.AwaitingApproval))
        {
            return new RolloutNotWaiting(id, rollout.Phase);
        }

        var reason = request.Reason ?? "";
        var payload = new JsonObject
        {
            ["rollout"] = id,
            ["revision"] = rollout.Revision,
            ["step"] = rollout.StepIndex,
            ["by"] = caller.Name,
            ["reason"] = reason,
        }.ToJsonString();
        // A key of its own: an abort must not wait behind an install that hangs.
        var operation = work.Enqueue(kind, "rollout:" + id, ("rollout", id), payload, caller.CorrelationId, caller.Name);
        work.Audit(caller, new(kind + "-requested", "rollout", id, $"to {rollout.ToVersion}",
            new Dictionary<string, string> { ["reason"] = reason, ["weight"] = $"{rollout.Weight}", ["step"] = $"{rollout.StepIndex}" }));
        await work.CommitAsync(cancellationToken);
        return new Accepted(operation.ToString(), rollout.InstallationId.ToString(), id);
    }
}
