using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Remediations;
using Portal.Infrastructure.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Remediations;

/// <summary>Does what helps, and writes down what came of it. Run again, it finds done what was done.</summary>
internal sealed class RemediateHandler(RemedyActions actions, IKubernetesClient client) : IOperationHandler
{
    public string Kind => OperationKind.Remediate;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var (row, attempt) = await FindAsync(work, cancellationToken);
        if (attempt.DoneAt is not null)
        {
            await work.TellOnceAsync("remedy", attempt.Outcome ?? "It was done.", cancellationToken);
            return;
        }

        var slash = row.Object.IndexOf('/', StringComparison.Ordinal);
        var rollout = await client.FindAsync(RolloutNames.PluginRollout, new(row.Object[..slash], row.Object[(slash + 1)..]), cancellationToken);
        // The label is the cluster's word for whose it is: a finding of one tenant never touches what is another's.
        var outcome = rollout is null ? "The rollout is gone: nothing was left to do."
            : rollout.Label(RolloutNames.TenantLabel) != work.Operation.Tenant.Value.ToString() ? throw new OperationRefusedException($"{row.Object} is not this tenant's.")
            : rollout.TextAt("metadata", "uid") != row.ObjectUid ? "The rollout is another one by now, of the same name: nothing was done to it."
            : await ActAsync(new(work, row, attempt, rollout), cancellationToken);
        await KeepAsync(work, row.Id, attempt.Number, outcome, cancellationToken);
        await work.TellOnceAsync("remedy", outcome, cancellationToken);
    }

    public async Task AbandonAsync(OperationWork work, string reason, CancellationToken cancellationToken)
    {
        if (RemediationId.TryParse(work.Operation.SubjectId, out var id))
        {
            await KeepAsync(work, id, Number(work), $"It could not be done: {reason}", cancellationToken);
        }
    }

    private async Task<string> ActAsync(RemediationWork about, CancellationToken cancellationToken)
    {
        try
        {
            return await actions.ActAsync(about, cancellationToken);
        }
        catch (KubernetesException refused) when (refused.Status == System.Net.HttpStatusCode.Forbidden)
        {
            throw new OperationRefusedException($"The operator may not do that: {refused.Message} See docs/operations/remediations.md.");
        }
    }

    private static int Number(OperationWork work) => (int)(work.Payload.WholeAt("attempt") ?? 0);

    private static async Task<(RemediationRow Row, RemediationAttemptRow Attempt)> FindAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (!RemediationId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not a remediation.");
        }

        var number = Number(work);
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        var row = await unit.Db.Set<RemediationRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        var attempt = await unit.Db.Set<RemediationAttemptRow>().AsNoTracking().SingleOrDefaultAsync(a => a.RemediationId == id && a.Number == number, cancellationToken);
        return row is null || attempt is null ? throw new OperationRefusedException("The remediation does not exist.") : (row, attempt);
    }

    private static async Task KeepAsync(OperationWork work, RemediationId id, int number, string outcome, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        if (await unit.Db.Set<RemediationAttemptRow>().SingleOrDefaultAsync(a => a.RemediationId == id && a.Number == number, cancellationToken) is not { DoneAt: null } attempt)
        {
            return;
        }

        (attempt.DoneAt, attempt.Outcome) = (unit.Now, outcome.Length <= 1000 ? outcome : outcome[..1000]);
        if (attempt.Remedy == RemedyKind.Hold)
        {
            await PauseAsync(unit, id, cancellationToken);
        }

        unit.Publish(Topic.Remediation, id.ToString());
        await unit.CommitAsync(cancellationToken);
    }

    /// <summary>Pages say who paused it, and the end of the finding knows that it was nobody else.</summary>
    private static async Task PauseAsync(TenantUnitOfWork unit, RemediationId id, CancellationToken cancellationToken)
    {
        var rollout = await (
            from row in unit.Db.Set<RemediationRow>()
            join paused in unit.Db.Set<RolloutRow>() on row.RolloutId equals paused.Id
            where row.Id == id && paused.FinishedAt == null && paused.PausedBy == null
            select paused).SingleOrDefaultAsync(cancellationToken);
        if (rollout is not null)
        {
            rollout.PausedBy = RemediationOrders.Operator;
            unit.Publish(Topic.Rollout, rollout.Id.ToString());
        }
    }
}
