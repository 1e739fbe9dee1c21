using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;
using Portal.Operators.Operations;

namespace Portal.Operators.Rollouts.Governance;

/// <summary>Looks at the gate of a held rollout when a freeze or a stage's deadline is over: starts it, ends it, or has it looked at again.</summary>
internal sealed class GateRolloutHandler : IOperationHandler
{
    public string Kind => OperationKind.GateRollout;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (!RolloutId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not a rollout.");
        }

        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        var found = await GateReading.FindAsync(unit, id, hold: true, cancellationToken);
        if (found is not { IsWaiting: true })
        {
            await work.TellAsync("gate", "succeeded", "The rollout is not held any more.", cancellationToken);
            return;
        }

        // What it was to look at again for is now.
        found.Gate.LookAgainAt = null;
        var before = found.Rollout.Message;
        var state = await RolloutGates.AdvanceAsync(unit, found, work.By, cancellationToken);
        if (ActionOf(state) is { } action)
        {
            Audit(unit, found, action, before, state);
        }

        await unit.CommitAsync(cancellationToken);
        await work.TellAsync("gate", "succeeded", state.Describe() + ".", cancellationToken);
    }

    /// <summary>What time did, for the log; null when it did nothing.</summary>
    private static string? ActionOf(GateState state) => state switch
    {
        GateOpen => "rollout.gate-opened",
        { IsClosedForGood: true } => "rollout.gate-expired",
        _ => null,
    };

    private static void Audit(TenantUnitOfWork unit, GateCase held, string action, string waitedFor, GateState state)
    {
        var rollout = held.Rollout;
        var system = new Caller(unit.Tenant, PrincipalKind.System, default, "operator", "Portal operator", Role.Admin, rollout.CorrelationId);
        unit.Audit(system, new AuditEntry(action, "rollout", rollout.Id.ToString(), $"to {rollout.ToVersion}", new Dictionary<string, string>
        {
            ["waitedFor"] = waitedFor,
            ["reason"] = state.Describe(),
        })
        {
            Changes = [new("gate", nameof(GateStanding.Waiting), held.Gate.State.ToString())],
        });
    }
}
