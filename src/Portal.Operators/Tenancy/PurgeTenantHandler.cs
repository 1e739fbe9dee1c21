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
    public string Kind => OperationKind.PurgeTenant;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(work.Operation.Tenant, cancellationToken) ?? throw new OperationRefusedException("The tenant does not exist.");
        if (await erasure.BeginAsync(tenant.Id, work.Operation.CorrelationId, cancellationToken) is { } refused)
        {
            throw new OperationRefusedException(refused.Detail);
        }

        foreach (var step in steps)
        {
            var gone = await step.RemoveAsync(tenant, cancellationToken);
            await erasure.NoteAsync(tenant.Id, step.Name, gone, cancellationToken);
            await work.TellOnceAsync(step.Name, gone, cancellationToken);
        }

        await erasure.RemoveRowsAsync(tenant.Id, cancellationToken);
        await erasure.FinishAsync(tenant.Id, work.Operation.CorrelationId, cancellationToken);
    }
}
