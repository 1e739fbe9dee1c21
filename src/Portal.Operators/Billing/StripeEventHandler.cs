using Portal.Domain.Operations;
using Portal.Infrastructure.Billing;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Billing;

/// <summary>Handles a kept Stripe event; everything that matters is in <see cref="HandleStripeEvent"/>.</summary>
internal sealed class StripeEventHandler(HandleStripeEvent handle) : IOperationHandler
{
    public string Kind => OperationKind.HandleStripeEvent;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var id = work.Payload.TextAt("event") ?? throw new OperationRefusedException("The operation names no event.");
        try
        {
            var outcome = await handle.ExecuteAsync(work.Operation.Tenant, id, work.Operation.CorrelationId, cancellationToken);
            await work.TellAsync("settle", "succeeded", outcome.Message, cancellationToken);
        }
        catch (SettlementRefusedException refused)
        {
            throw new OperationRefusedException(refused.Message);
        }
    }
}
