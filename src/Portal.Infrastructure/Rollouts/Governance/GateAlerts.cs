using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Plugins;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>
/// What people are told of a rollout that waits at its gate: that a stage waits for them, that its time is nearly over, that it is, and that the stage is decided. Each
/// once, in the transaction that changes the gate.
/// </summary>
internal static class GateAlerts
{
    private const int MostNames = 10;
    private const int LongestKey = 255;

    /// <summary>Tells of the stage that is asked now, and that those before it are decided.</summary>
    /// <param name="unit">Whose transaction.</param>
    /// <param name="rollout">What waits.</param>
    /// <param name="stages">All that it has to pass.</param>
    /// <param name="fourEyes">Who asked for it may not decide.</param>
    /// <param name="state">The gate now.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task TellAsync(
        TenantUnitOfWork unit, RolloutRow rollout, IReadOnlyList<ApprovalStage> stages, bool fourEyes, GateState state, CancellationToken cancellationToken)
    {
        var current = state is GateAwaitingApproval waits ? stages.ToList().FindIndex(stage => stage.Name == waits.Stage.Name) : stages.Count;
        for (var decided = 0; decided < current; decided++)
        {
            await AlertBook.ResolveAsync(unit, Uid(rollout.Id, decided), null, cancellationToken);
        }

        if (state is GateAwaitingApproval waiting)
        {
            var (transition, severity, what) = waiting switch
            {
                { Overdue: true } => ("overdue", AlertSeverity.Warning, "approval is overdue"),
                { DueSoon: true } => ("due", AlertSeverity.Warning, "approval is due soon"),
                _ => ("waiting", AlertSeverity.Info, "waits for approval"),
            };
            await RaiseAsync(unit, rollout, Uid(rollout.Id, current), transition, AlertClass.Approval, severity, what, state, await FactsAsync(unit, rollout, fourEyes, waiting, cancellationToken), cancellationToken);
        }
        else if (state is GateExpired expired)
        {
            await RaiseAsync(
                unit, rollout, Uid(rollout.Id, current), "expired", AlertClass.Aborted, AlertSeverity.Warning, "was given up before it began", state, [new("Stage", expired.Stage.Name)], cancellationToken);
        }
    }

    /// <summary>Nobody is asked any more.</summary>
    public static async Task EndAsync(TenantUnitOfWork unit, RolloutId rollout, int stages, CancellationToken cancellationToken)
    {
        for (var stage = 0; stage < stages; stage++)
        {
            await AlertBook.ResolveAsync(unit, Uid(rollout, stage), null, cancellationToken);
        }
    }

    private static async Task RaiseAsync(
        TenantUnitOfWork unit, RolloutRow rollout, string uid, string transition, string @class, AlertSeverity severity, string what, GateState state, IReadOnlyList<AlertFact> facts,
        CancellationToken cancellationToken)
    {
        var plugin = await unit.Db.Set<PluginRow>().Where(row => row.Id == rollout.PluginId).Select(row => row.Key).SingleAsync(cancellationToken);
        var key = $"portal/gate/{plugin}/{uid}/{@class}";
        var alert = new Alert
        {
            DedupKey = key.Length <= LongestKey ? key : key[^LongestKey..],
            Class = @class,
            Severity = severity,
            At = unit.Now,
            Title = $"{plugin} {rollout.ToVersion}: {what}",
            Summary = state.Describe() + ".",
            Facts = [new("From", rollout.FromVersion ?? "nothing"), new("To", rollout.ToVersion), .. facts],
        };
        await AlertBook.RaiseAsync(unit, new AlertSource(uid, "gate", transition) { Plugin = plugin }, alert, $"/rollouts/{rollout.Id}", cancellationToken);
    }

    private static async Task<IReadOnlyList<AlertFact>> FactsAsync(TenantUnitOfWork unit, RolloutRow rollout, bool fourEyes, GateAwaitingApproval waiting, CancellationToken cancellationToken)
    {
        var groups = waiting.Stage.Groups;
        var people = await (
            from member in unit.Db.Set<MemberRow>().AsNoTracking()
            where member.DisabledAt == null && !(fourEyes && member.Id == rollout.CreatedBy) && unit.Db.Set<ApprovalGroupMemberRow>().Any(part => part.MemberId == member.Id && groups.Contains(part.GroupName))
            orderby member.DisplayName
            select member.DisplayName).Take(MostNames + 1).ToListAsync(cancellationToken);
        var asked = await unit.Db.Set<MemberRow>().AsNoTracking().Where(member => member.Id == rollout.CreatedBy).Select(member => member.DisplayName).FirstOrDefaultAsync(cancellationToken);
        return
        [
            new("Asked for by", asked ?? "a former member"),
            new("Stage", waiting.Stage.Name),
            new("Who may decide", $"{string.Join(" or ", groups)}: {(people.Count == 0 ? "nobody else is in it" : string.Join(", ", people.Take(MostNames)) + (people.Count > MostNames ? " and others" : ""))}"),
            new("Still missing", string.Create(CultureInfo.InvariantCulture, $"{waiting.Missing} of {waiting.Stage.Required}")),
            new("Until", string.Create(CultureInfo.InvariantCulture, $"{waiting.Deadline.UtcDateTime:yyyy-MM-dd HH:mm} UTC, then it {(waiting.Stage.OnDeadline == DeadlineAction.Hold ? "goes on waiting" : "is given up")}")),
        ];
    }

    private static string Uid(RolloutId rollout, int stage) => string.Create(CultureInfo.InvariantCulture, $"gate/{rollout}/{stage}");
}
