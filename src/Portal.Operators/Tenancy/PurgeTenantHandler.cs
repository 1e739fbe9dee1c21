using Portal.Domain.Operations;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy;

/// <summary>
/// Removes a tenant whose grace period is over: the cluster, the payment provider, then every row, and in the last transaction the operation that
/// does this with the rest. Cut off anywhere, it goes on and ends the same.
/// </summary>
internal sealed class PurgeTenantHandler(TenantDirectory tenants, IEnumerable<IPurgeStep> steps, TenantErasure erasure) : IOperationHandler
{
    // Of a hundred: what is outside the database, then its rows; the last transaction is the rest.
    private const int Outside = 30;
    private const int Rows = 65;

    public string Kind => OperationKind.PurgeTenant;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        if (await erasure.BeginAsync(tenant.Id, work.Operation.CorrelationId, cancellationToken) is { } refused)
        {
            throw new OperationRefusedException(refused.Detail);
        }

        var outside = steps.ToList();
        foreach (var (i, step) in outside.Index())
        {
            await work.ReportAsync(i * Outside / outside.Count, $"Removing: {step.Name}", cancellationToken);
            var gone = await step.RemoveAsync(tenant, cancellationToken);
            await erasure.NoteAsync(tenant.Id, step.Name, gone, cancellationToken);
            await work.TellOnceAsync(step.Name, gone, cancellationToken);
        }

        await erasure.RemoveRowsAsync(
            tenant.Id, at => work.ReportAsync(Outside + (at.Percent * Rows / 100), $"{at} emptied", cancellationToken), cancellationToken);
        await erasure.FinishAsync(tenant.Id, work.Operation.CorrelationId, cancellationToken);
    }
}
