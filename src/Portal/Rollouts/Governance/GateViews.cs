using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>A gate as pages and API show it to one person.</summary>
internal static class GateViews
{
    public static async Task<GateView> OfAsync(TenantUnitOfWork work, GateCase held, Caller viewer, CancellationToken cancellationToken)
    {
        // A settled gate is shown as of then: what was open stays open when a freeze begins later.
        var state = RolloutGate.Evaluate(held.Facts, held.Gate.SettledAt ?? held.Rollout.FinishedAt ?? work.Now);
        var word = held.Gate.State == GateStanding.Open ? "open" : held.IsWaiting || state.IsClosedForGood ? state.Word : "ended";
        var current = held.IsWaiting ? (state as GateAwaitingApproval)?.Stage : null;
        var right = current is null ? (Result<MemberId>?)null : (await DeciderReading.ReadAsync(work, viewer.Id, cancellationToken)).RightTo(current, held);
        var names = await NamesAsync(work, held, right is { Succeeded: true } found ? found.Value : null, cancellationToken);
        return new(
            held.Rollout.Id.ToString(),
            word,
            held.IsWaiting ? state.Describe() : word == "open" ? "Nothing held it any more, and it began" : held.Rollout.Message,
            current?.Name,
            held.IsWaiting ? state switch { GateAwaitingApproval awaiting => awaiting.Deadline, GateFrozen frozen => frozen.Until, _ => null } : null,
            held.Gate.Risk,
            PolicyJson.ReadReasons(held.Gate.Reasons),
            held.Terms.FourEyes,
            Name(held.Gate.AskedBy),
            held.Gate.PolicyVersion,
            [.. held.Terms.Stages.Select(stage => Stage(stage, held, state, current, Name))],
            held.Facts.OverriddenUntil,
            right is { Succeeded: true },
            right is { Succeeded: true } may && may.Value != viewer.Id ? Name(may.Value) : null,
            right?.Error?.Detail);

        ApproverView Name(MemberId id) => new(id.ToString(), names.GetValueOrDefault(id, "a former member"));
    }

    private static GateStageView Stage(ApprovalStage stage, GateCase held, GateState state, ApprovalStage? current, Func<MemberId, ApproverView> name)
    {
        var decisions = held.Facts.Decisions.Where(d => d.Stage == stage.Name).ToList();
        var standing = decisions.Exists(d => !d.Approves) || (state is GateExpired expired && expired.Stage == stage) ? "failed"
            : decisions.Count(d => d.Approves) >= stage.Required ? "passed"
            : current == stage ? "current" : "waiting";
        return new(stage.Name, stage.Groups, stage.Required, standing, stage.OnDeadline.ToString().ToLower(CultureInfo.InvariantCulture),
            decisions.ConvertAll(d => new GateDecisionView(name(d.By), d.By == d.Member ? null : name(d.Member), d.Approves ? "approve" : "reject", d.Reason, d.At)));
    }

    private static async Task<Dictionary<MemberId, string>> NamesAsync(TenantUnitOfWork work, GateCase held, MemberId? right, CancellationToken cancellationToken)
    {
        var ids = held.Facts.Decisions.SelectMany(d => new[] { d.By, d.Member }).Append(held.Gate.AskedBy).Concat(right is { } id ? [id] : []).Distinct().ToList();
        return await work.Db.Set<MemberRow>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.DisplayName, cancellationToken);
    }
}
