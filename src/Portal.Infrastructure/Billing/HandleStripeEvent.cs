using Microsoft.EntityFrameworkCore;
using Portal.Domain.Billing;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

/// <summary>
/// Acts on a kept event. The event only says where to look: the session is read from Stripe as it is now, so late, repeated and
/// reordered events all end in the same state.
/// </summary>
public sealed class HandleStripeEvent(StripeClient stripe, TenantUnitOfWorks units)
{
    /// <exception cref="SettlementRefusedException">Stripe's session contradicts the purchase.</exception>
    /// <exception cref="SettlementPendingException">Too early; try again.</exception>
    /// <exception cref="StripeException">Stripe cannot be asked; try again.</exception>
    public async Task<SettlementOutcome> ExecuteAsync(TenantId tenant, string eventId, string correlationId, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(tenant, eventId, cancellationToken);
        if (stored.Done)
        {
            return new SettlementOutcome(false, $"Event {eventId} had been handled before");
        }

        var session = await stripe.GetCheckoutSessionAsync(stored.ObjectId, cancellationToken);
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        var purchase = await LockAsync(work, session, cancellationToken)
            ?? throw new SettlementRefusedException($"No purchase of this tenant has the checkout session {session.Id}.");
        var settlement = new PurchaseSettlement(work, purchase, session, eventId, correlationId);
        var outcome = session switch
        {
            { PaymentStatus: "paid" } => await settlement.PayAsync(cancellationToken),
            { Status: "expired" } => settlement.Expire(),
            _ => new SettlementOutcome(false, "The checkout session is still open"),
        };
        await MarkDoneAsync(work, eventId, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return outcome;
    }

    private async Task<(string ObjectId, bool Done)> ReadAsync(TenantId tenant, string eventId, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        await using var find = work.Command(
            "select payload::jsonb #>> '{data,object,id}', processed_at is not null from portal.stripe_event where id = $1 and tenant_id = $2");
        find.Parameters.Add(new() { Value = eventId });
        find.Parameters.Add(new() { Value = tenant.Value });
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetString(0), reader.GetBoolean(1))
            : throw new SettlementRefusedException($"Event {eventId} is not kept for this tenant.");
    }

    // By the session that we stored. The reference is only looked at while the answer that names the session may still be on its way to us.
    private static async Task<PurchaseRow?> LockAsync(TenantUnitOfWork work, StripeCheckoutSession session, CancellationToken cancellationToken)
    {
        var reference = PurchaseId.TryParse(session.ClientReferenceId, out var id) ? id : default;
        var purchase = await work.Db.Set<PurchaseRow>().SingleOrDefaultAsync(row => row.StripeCheckoutSessionId == session.Id, cancellationToken)
            ?? await work.Db.Set<PurchaseRow>().SingleOrDefaultAsync(row => row.Id == reference && row.StripeCheckoutSessionId == null, cancellationToken);
        if (purchase is null)
        {
            return null;
        }

        await using var locked = work.Command("select 1 from purchase where tenant_id = $1 and id = $2 for update");
        locked.Parameters.Add(new() { Value = work.Tenant.Value });
        locked.Parameters.Add(new() { Value = purchase.Id.Value });
        await locked.ExecuteNonQueryAsync(cancellationToken);
        await work.Db.Entry(purchase).ReloadAsync(cancellationToken);
        purchase.StripeCheckoutSessionId ??= session.Id;
        return purchase;
    }

    private static async Task MarkDoneAsync(TenantUnitOfWork work, string eventId, CancellationToken cancellationToken)
    {
        await using var mark = work.Command("update portal.stripe_event set processed_at = $2 where id = $1");
        mark.Parameters.Add(new() { Value = eventId });
        mark.Parameters.Add(new() { Value = work.Now });
        await mark.ExecuteNonQueryAsync(cancellationToken);
    }
}
