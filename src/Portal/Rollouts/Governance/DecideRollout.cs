using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>Approves or rejects the stage that a held rollout is in; what opens the gate starts the rollout in the same transaction.</summary>
internal sealed class DecideRollout(TenantUnitOfWorks units)
{
    public async Task<Result<GateView>> ExecuteAsync(Caller caller, string id, DecisionRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.DecideRollouts) is { } forbidden)
        {
            return forbidden;
        }

        if (Check(request) is { Count: > 0 } faults)
        {
            return new InvalidFields(faults);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var held = RolloutId.TryParse(id, out var rollout) ? await GateReading.FindAsync(work, rollout, hold: true, cancellationToken) : null;
        if (held is null)
        {
            return new NotFound("held rollout", id);
        }

        var state = RolloutGate.Evaluate(held.Facts, work.Now);
        if (!held.IsWaiting || state is not GateAwaitingApproval awaiting)
        {
            return new NotHeld(id, held.IsWaiting ? state.Describe() : held.Rollout.Message);
        }

        if (request.Stage is { } meant && meant != awaiting.Stage.Name)
        {
            return new NotHeld(id, $"stage {FieldText.Excerpt(meant)} is not asked now, stage {awaiting.Stage.Name} is");
        }

        var right = (await DeciderReading.ReadAsync(work, caller.Id, cancellationToken)).RightTo(awaiting.Stage, held);
        if (!right.Succeeded)
        {
            return right.Error!;
        }

        var decision = new ApprovalDecision(awaiting.Stage.Name, right.Value, caller.Id, request.Decision == "approve", request.Reason!.Trim(), work.Now);
        return await RecordAsync(work, caller, held with { Facts = held.Facts with { Decisions = [.. held.Facts.Decisions, decision] } }, decision, state.Word, cancellationToken);
    }

    private static async Task<Result<GateView>> RecordAsync(
        TenantUnitOfWork work, Caller caller, GateCase held, ApprovalDecision decision, string before, CancellationToken cancellationToken)
    {
        var rollout = held.Rollout;
        work.Db.Add(new RolloutDecisionRow
        {
            TenantId = work.Tenant,
            RolloutId = rollout.Id,
            Stage = decision.Stage,
            MemberId = decision.Member,
            DecidedBy = decision.By,
            Approves = decision.Approves,
            Reason = decision.Reason,
            DecidedAt = decision.At,
        });
        var name = await NameAsync(work, decision.By, cancellationToken);
        var place = decision.Member == decision.By ? "" : $" in the place of {await NameAsync(work, decision.Member, cancellationToken)}";
        var word = decision.Approves ? "Approved" : "Rejected";
        await RolloutGates.TellAsync(work, rollout.Id, word, $"{word} by {name}{place} (stage {decision.Stage}): {decision.Reason}", cancellationToken);
        var after = await RolloutGates.AdvanceAsync(work, held, caller.Name, cancellationToken);
        work.Audit(caller, new(decision.Approves ? "rollout.stage-approved" : "rollout.stage-rejected", "rollout", rollout.Id.ToString(), $"to {rollout.ToVersion}",
            new Dictionary<string, string> { ["stage"] = decision.Stage, ["reason"] = decision.Reason, ["inPlaceOf"] = place.Length == 0 ? "" : decision.Member.ToString() })
        {
            Changes = [new("gate", before, after.Word)],
        });
        var view = await GateViews.OfAsync(work, held, caller, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return view;
    }

    private static List<FieldError> Check(DecisionRequest request)
    {
        var faults = new List<FieldError>();
        if (request.Decision is not ("approve" or "reject"))
        {
            faults.Add(new("/decision", FieldText.Excerpt(request.Decision), "A decision is approve or reject."));
        }

        if (FieldText.Check("/reason", request.Reason, "A reason", 500) is { } fault)
        {
            faults.Add(fault);
        }

        return faults;
    }

    private static Task<string> NameAsync(TenantUnitOfWork work, MemberId member, CancellationToken cancellationToken) =>
        work.Db.Set<MemberRow>().Where(m => m.Id == member).Select(m => m.DisplayName).SingleAsync(cancellationToken);
}
