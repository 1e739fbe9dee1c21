using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>
/// Holds rollouts back until their gate is open: then, and in the same transaction, the operator is asked for them. Portal and operator both come
/// through here, and only who holds the gate's row changes anything, so a rollout is started once.
/// </summary>
public static class RolloutGates
{
    // What happens at the gate stands before everything that the operator tells, whose numbers begin at 1.
    private const int FirstEvent = -1_000_000;

    /// <summary>The gate of a rollout that is asked for now; null when nothing holds it, and the operator may be asked for it at once.</summary>
    /// <param name="unit">Commits afterwards.</param>
    /// <param name="rollout">Saved already: the gate refers to it.</param>
    /// <param name="stored">The tenant's policy, which applies to the plugin.</param>
    /// <param name="strategy">How the version is to reach people.</param>
    /// <param name="by">Who asks, in words.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The operation that looks again.</returns>
    public static async Task<OperationId?> HoldAsync(
        TenantUnitOfWork unit, RolloutRow rollout, StoredPolicy stored, RolloutStrategy strategy, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(strategy);
        var risk = await RiskReading.ScoreAsync(unit, rollout.PluginId, rollout.FromVersion, rollout.ToVersion, strategy.Analyzes, cancellationToken);
        var stages = stored.Policy.StagesFor(risk.Value);
        var state = RolloutGate.Evaluate(new(stages, [], stored.Policy.Freezes, null, unit.Now), unit.Now);
        var isOpen = state is GateOpen;
        var gate = new RolloutGateRow
        {
            TenantId = unit.Tenant,
            RolloutId = rollout.Id,
            State = isOpen ? GateStanding.Open : GateStanding.Waiting,
            Risk = risk.Value,
            Reasons = PolicyJson.Write(risk.Reasons),
            PolicyVersion = stored.Version,
            Terms = PolicyJson.WriteTerms(stages, stored.Policy.FourEyes),
            AskedBy = rollout.CreatedBy,
            AskedAt = unit.Now,
            SettledAt = isOpen ? unit.Now : null,
        };
        unit.Db.Add(gate);
        if (isOpen)
        {
            return null;
        }

        rollout.Message = state.Describe();
        unit.Db.Add(new RolloutEventRow
        {
            TenantId = unit.Tenant, RolloutId = rollout.Id, Sequence = FirstEvent, OccurredAt = unit.Now, Kind = "Held", Message = state.Describe(), Weight = 0,
        });
        gate.LookAgainAt = state.LookAgainAt;
        await GateAlerts.TellAsync(unit, rollout, stages, stored.Policy.FourEyes, state, cancellationToken);
        return Look(unit, rollout, by, state.LookAgainAt ?? unit.Now);
    }

    /// <summary>Asks the operator for a rollout.</summary>
    public static OperationId Start(TenantUnitOfWork unit, RolloutRow rollout, string by)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(rollout);
        var payload = new JsonObject { ["rollout"] = rollout.Id.ToString() }.ToJsonString();
        return unit.Enqueue(
            OperationKind.ApplyRollout, "installation:" + rollout.InstallationId, ("rollout", rollout.Id.ToString()), payload, rollout.CorrelationId, by);
    }

    /// <summary>Starts or ends the rollout if its gate says so by now; asked again, it changes nothing more.</summary>
    /// <param name="unit">Commits afterwards.</param>
    /// <param name="held">Read with its row held.</param>
    /// <param name="by">Who causes it, in words.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task<GateState> AdvanceAsync(TenantUnitOfWork unit, GateCase held, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(held);
        var state = RolloutGate.Evaluate(held.Facts, unit.Now);
        if (!held.IsWaiting)
        {
            return state;
        }

        await GateAlerts.TellAsync(unit, held.Rollout, held.Terms.Stages, held.Terms.FourEyes, state, cancellationToken);
        if (state.IsClosedForGood)
        {
            await CloseAsync(unit, held, state.Describe(), cancellationToken);
            return state;
        }

        if (state is GateOpen)
        {
            Settle(unit, held, GateStanding.Open);
            await TellAsync(unit, held.Rollout.Id, "Released", "Nothing holds it any more; the operator takes it up", cancellationToken);
            Start(unit, held.Rollout, by);
        }
        else
        {
            if (held.Rollout.Message != state.Describe())
            {
                await TellAsync(unit, held.Rollout.Id, "Held", state.Describe(), cancellationToken);
            }

            if (state.LookAgainAt is { } at && held.Gate.LookAgainAt != at)
            {
                Look(unit, held.Rollout, by, at);
            }

            held.Gate.LookAgainAt = state.LookAgainAt;
        }

        held.Rollout.Message = state.Describe();
        held.Rollout.UpdatedAt = unit.Now;
        unit.Publish(Topic.Rollout, held.Rollout.Id.ToString());
        return state;
    }

    /// <summary>Ends a rollout that has not begun; the plugin is as it was before.</summary>
    public static async Task CloseAsync(TenantUnitOfWork unit, GateCase held, string message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(held);
        var rollout = held.Rollout;
        Settle(unit, held, GateStanding.Closed);
        await GateAlerts.EndAsync(unit, rollout.Id, held.Terms.Stages.Count, cancellationToken);
        (rollout.Phase, rollout.Message, rollout.FinishedAt, rollout.UpdatedAt) = (nameof(RolloutPhase.Aborted), message, unit.Now, unit.Now);
        var installation = await unit.Db.Set<InstallationRow>().SingleAsync(i => i.Id == rollout.InstallationId, cancellationToken);
        if (installation.State is InstallationState.Installing or InstallationState.Upgrading)
        {
            installation.State = installation.Version is null ? InstallationState.Failed : InstallationState.Active;
            installation.UpdatedAt = unit.Now;
        }

        await TellAsync(unit, rollout.Id, nameof(RolloutPhase.Aborted), message, cancellationToken);
        unit.Publish(Topic.Rollout, rollout.Id.ToString());
        unit.Publish(Topic.Installation, installation.Id.ToString());
    }

    /// <summary>An entry in the timeline of a rollout that waits at its gate.</summary>
    public static async Task TellAsync(TenantUnitOfWork unit, RolloutId rollout, string kind, string message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        await using var insert = unit.Command(
            """
            insert into rollout_event (tenant_id, rollout_id, sequence, occurred_at, kind, message, weight)
            select $1, $2, coalesce(max(sequence) + 1, $6), $3, $4, $5, 0 from rollout_event where tenant_id = $1 and rollout_id = $2 and sequence < 0
            """).With(unit.Tenant.Value, rollout.Value, unit.Now, kind, message, FirstEvent);
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Settle(TenantUnitOfWork unit, GateCase held, GateStanding standing) =>
        (held.Gate.State, held.Gate.SettledAt, held.Gate.LookAgainAt) = (standing, unit.Now, null);

    /// <summary>Has the operator look at a gate.</summary>
    public static OperationId Look(TenantUnitOfWork unit, RolloutRow rollout, string by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(rollout);
        return unit.Enqueue(
            OperationKind.GateRollout, "rollout-gate:" + rollout.Id, ("rollout", rollout.Id.ToString()), "{}", rollout.CorrelationId, by, at);
    }
}
