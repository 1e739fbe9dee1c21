using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>Says whether a rollout may begin. The same facts and the same time give the same answer, however often it is asked.</summary>
public static class RolloutGate
{
    public static GateState Evaluate(GateFacts facts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var begins = facts.AskedAt;
        foreach (var stage in facts.Stages)
        {
            var deadline = begins + stage.Deadline;
            // What was said too late counts only where lateness ends nothing.
            var said = facts.Decisions.Where(d => d.Stage == stage.Name && (stage.OnDeadline == DeadlineAction.Hold || d.At < deadline))
                .OrderBy(d => d.At).ToList();
            if (said.Find(decision => !decision.Approves) is { } rejection)
            {
                return new GateRejected(rejection);
            }

            if (said.Count < stage.Required)
            {
                return now < deadline ? new GateAwaitingApproval(stage, said.Count, deadline, Overdue: false) { DueSoon = now >= deadline - GateAwaitingApproval.LastPart(stage) }
                    : stage.OnDeadline == DeadlineAction.Hold ? new GateAwaitingApproval(stage, said.Count, deadline, Overdue: true)
                    : new GateExpired(stage, deadline);
            }

            begins = said[stage.Required - 1].At;
        }

        return facts.OverriddenUntil > now || FreezeCalendar.Find(facts.Freezes, now) is not { } freeze
            ? new GateOpen()
            : new GateFrozen(freeze.Window, freeze.Until);
    }
}
