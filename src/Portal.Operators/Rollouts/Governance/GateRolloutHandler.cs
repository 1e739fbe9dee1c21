using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
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
        var state = await RolloutGates.AdvanceAsync(unit, found, work.By, cancellationToken);
        await unit.CommitAsync(cancellationToken);
        await work.TellAsync("gate", "succeeded", state.Describe() + ".", cancellationToken);
    }
}
