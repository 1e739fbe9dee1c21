using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts;
using Portal.Infrastructure.Rollouts.Governance;
using Portal.Plugins;
using Portal.Rollouts.Governance;

namespace Portal.Rollouts;

/// <summary>Approve, promote, abort, pause or resume: what a person may do to a rollout while it is under way.</summary>
internal sealed class ControlRollout(TenantUnitOfWorks units)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The rollout.</param>
    /// <param name="kind">
    /// One of <see cref="OperationKind.ApproveRollout"/>, <see cref="OperationKind.PromoteRollout"/>, <see cref="OperationKind.AbortRollout"/>,
    /// <see cref="OperationKind.PauseRollout"/>, <see cref="OperationKind.ResumeRollout"/>.
    /// </param>
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
        // Held first, so that what is read afterwards is so until the commit.
        var gate = RolloutId.TryParse(id, out var rolloutId) ? await GateReading.FindAsync(work, rolloutId, hold: true, cancellationToken) : null;
        var rollout = rolloutId != default
            ? await work.Db.Set<RolloutRow>().SingleOrDefaultAsync(r => r.Id == rolloutId, cancellationToken)
            : null;
        if (rollout is null)
        {
            return new NotFound("rollout", id);
        }

        if (gate is { IsWaiting: true })
        {
            return kind == OperationKind.AbortRollout ? await EndHeldAsync(work, caller, gate, request.Reason, cancellationToken) : new RolloutHeld(id, rollout.Message);
        }

        if ((Refuse(rollout, id, kind) ?? FourEyes(gate, rollout, caller, kind)) is { } refused)
        {
            return refused;
        }

        var group = kind == OperationKind.ApproveRollout ? await StepApprovals.GroupAsync(work, caller, rollout, cancellationToken) : (string?)null;
        if (!group.Succeeded)
        {
            return group.Error!;
        }

        var passedOver = kind == OperationKind.PromoteRollout ? await StepApprovals.SkipAsync(work, caller, rollout, cancellationToken) : (string?)null;
        if (!passedOver.Succeeded)
        {
            return passedOver.Error!;
        }

        var pausedBefore = rollout.PausedBy;
        rollout.PausedBy = kind switch
        {
            OperationKind.PauseRollout => caller.Name,
            OperationKind.ResumeRollout => null,
            _ => pausedBefore,
        };
        var reason = request.Reason ?? "";
        var payload = new JsonObject
        {
            ["rollout"] = id,
            ["revision"] = rollout.Revision,
            ["step"] = rollout.StepIndex,
            ["by"] = caller.Name,
            ["reason"] = reason,
            ["group"] = group.Value,
        }.ToJsonString();
        // A key of its own: an abort must not wait behind an install that hangs.
        var operation = work.Enqueue(kind, "rollout:" + id, ("rollout", id), payload, caller.CorrelationId, caller.Name);
        work.Audit(caller, new(kind + "-requested", "rollout", id, $"to {rollout.ToVersion}",
            Details(rollout, reason, passedOver.Value))
        {
            // Not by whom: the record has its actor, and a name in a field of a rollout would outlive the erasure of its person.
            Changes = Paused(pausedBefore) == Paused(rollout.PausedBy) ? [] : [new("paused", Paused(pausedBefore), Paused(rollout.PausedBy))],
        });
        work.Publish(Topic.Rollout, id);
        await work.CommitAsync(cancellationToken);
        return new Accepted(operation.ToString(), rollout.InstallationId.ToString(), id);
    }

    private static string Paused(string? by) => by is null ? "false" : "true";

    private static Dictionary<string, string> Details(RolloutRow rollout, string reason, string? passedOver)
    {
        var details = new Dictionary<string, string> { ["reason"] = reason, ["weight"] = $"{rollout.Weight}", ["step"] = $"{rollout.StepIndex}" };
        if (passedOver is not null)
        {
            details["passedOver"] = passedOver;
        }

        return details;
    }

    private static Error? Refuse(RolloutRow rollout, string id, string kind) => kind switch
    {
        _ when rollout.FinishedAt is not null => new RolloutOver(id, rollout.Phase),
        OperationKind.ApproveRollout when rollout.Phase != nameof(RolloutPhase.AwaitingApproval) => new RolloutNotWaiting(id, rollout.Phase),
        OperationKind.PauseRollout when rollout.Phase is nameof(RolloutPhase.Promoting) or nameof(RolloutPhase.RollingBack) => new RolloutNotPausable(id, rollout.Phase),
        OperationKind.ResumeRollout when rollout.PausedBy is null && !IsOpenPause(rollout) => new RolloutNotPaused(id),
        _ => null,
    };

    /// <summary>A step of the strategy that waits for an approval is one of the decisions that who asked does not make, nor skips.</summary>
    private static OwnRollout? FourEyes(GateCase? gate, RolloutRow rollout, Caller caller, string kind)
    {
        var decides = kind == OperationKind.ApproveRollout
            || (kind == OperationKind.PromoteRollout && StoredStrategy.Read(rollout.Strategy).Steps.Skip(rollout.StepIndex).Any(step => step is ApproveStep));
        return decides && gate is { Terms.FourEyes: true } && gate.Gate.AskedBy == caller.Id ? new("of the strategy") : null;
    }

    /// <summary>The operator knows nothing of it yet: it ends here.</summary>
    private static async Task<Result<Accepted>> EndHeldAsync(TenantUnitOfWork work, Caller caller, GateCase held, string? reason, CancellationToken cancellationToken)
    {
        var rollout = held.Rollout;
        await RolloutGates.CloseAsync(work, held, $"Aborted by {caller.Name} before it began{(string.IsNullOrWhiteSpace(reason) ? "" : ": " + reason.Trim())}", cancellationToken);
        // It finds the rollout ended, and stands for this in the list of operations.
        var operation = RolloutGates.Look(work, rollout, caller.Name, work.Now);
        work.Audit(caller, new("rollout.aborted", "rollout", rollout.Id.ToString(), $"to {rollout.ToVersion}", new Dictionary<string, string> { ["reason"] = reason ?? "" })
        {
            Changes = [new("phase", nameof(RolloutPhase.Pending), nameof(RolloutPhase.Aborted))],
        });
        await work.CommitAsync(cancellationToken);
        return new Accepted(operation.ToString(), rollout.InstallationId.ToString(), rollout.Id.ToString());
    }

    // A step that waits until somebody says so.
    private static bool IsOpenPause(RolloutRow rollout) => rollout.Phase == nameof(RolloutPhase.Paused)
        && StoredStrategy.Read(rollout.Strategy).Steps.ElementAtOrDefault(rollout.StepIndex) is PauseStep { Duration: null };
}
