using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>What holds rollouts, and what waits for one person.</summary>
internal sealed class GateQueries(TenantUnitOfWorks units)
{
    // Each is judged by itself, and a tenant has few at a time.
    private const int MostJudged = 100;

    public async Task<Result<GateView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var held = RolloutId.TryParse(id, out var rollout) ? await GateReading.FindAsync(work, rollout, hold: false, cancellationToken) : null;
        return held is null ? new NotFound("gate of a rollout", id) : await GateViews.OfAsync(work, held, caller, cancellationToken);
    }

    /// <summary>Held rollouts about which the caller may decide now, oldest first.</summary>
    public async Task<Result<IReadOnlyList<WaitingRolloutView>>> WaitingForAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var waiting = await (
            from gate in work.Db.Set<RolloutGateRow>()
            join rollout in work.Db.Set<RolloutRow>() on gate.RolloutId equals rollout.Id
            join plugin in work.Db.Set<PluginRow>() on rollout.PluginId equals plugin.Id
            join member in work.Db.Set<MemberRow>() on gate.AskedBy equals member.Id
            where gate.State == GateStanding.Waiting && rollout.FinishedAt == null
            orderby gate.AskedAt
            select new { rollout.Id, plugin.Name, rollout.FromVersion, rollout.ToVersion, gate.Risk, member.DisplayName }).Take(MostJudged).ToListAsync(cancellationToken);
        var decider = waiting.Count == 0 ? null : await DeciderReading.ReadAsync(work, caller.Id, cancellationToken);
        var found = new List<WaitingRolloutView>();
        foreach (var row in waiting)
        {
            var held = await GateReading.FindAsync(work, row.Id, hold: false, cancellationToken);
            if (held is not null && RolloutGate.Evaluate(held.Facts, work.Now) is GateAwaitingApproval awaiting && decider!.RightTo(awaiting.Stage, held).Succeeded)
            {
                found.Add(new(row.Id.ToString(), row.Name, row.FromVersion, row.ToVersion, awaiting.Stage.Name, row.Risk, row.DisplayName, awaiting.Deadline));
            }
        }

        return Result<IReadOnlyList<WaitingRolloutView>>.Of(found);
    }
}
