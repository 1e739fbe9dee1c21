using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Billing;
using Portal.Domain.Operations;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Infrastructure.Billing;

/// <summary>Brings one locked purchase to the state of its checkout session: state, entitlement, journal and audit in one transaction.</summary>
internal sealed class PurchaseSettlement(
    TenantUnitOfWork work, PurchaseRow purchase, StripeCheckoutSession session, string eventId, string correlationId)
{
    private Caller Stripe => new(work.Tenant, PrincipalKind.System, default, "stripe", "Stripe", Role.Admin, correlationId);

    public async Task<SettlementOutcome> PayAsync(CancellationToken cancellationToken)
    {
        var next = PurchaseLifecycle.Next(purchase.State, PurchaseEvent.PaymentSucceeded)
            ?? throw new SettlementRefusedException($"Purchase {purchase.Id} is {purchase.State} and cannot become paid.");
        if (next == purchase.State)
        {
            return new SettlementOutcome(false, "The purchase had been settled before");
        }

        var (plugin, publisher) = await SellerAsync(cancellationToken);
        var sale = Sale(publisher.Slug);
        var journal = PurchaseJournals.Paid(sale, new RevenueShare(new BasisPoints(publisher.ShareBasisPoints)));
        var before = purchase.State;
        purchase.State = next;
        purchase.PaidAt = sale.PaidAt;
        purchase.CheckoutUrl = null;
        await work.Db.SaveChangesAsync(cancellationToken);
        await EntitleAsync(cancellationToken);
        await LedgerPosting.PostAsync(work, journal, $"Sale of {plugin.Name}", eventId, cancellationToken);
        work.Audit(Stripe, new("purchase.paid", "purchase", purchase.Id.ToString(), plugin.Name, new Dictionary<string, string>
        {
            ["plugin"] = plugin.Key, ["amount"] = sale.Gross.ToString(), ["fee"] = sale.ProviderFee.ToString(), ["event"] = eventId,
        })
        {
            Changes = [new("state", before.ToString(), purchase.State.ToString())],
        });
        work.Publish(Topic.Purchase, purchase.Id.ToString());
        return new SettlementOutcome(true, $"{plugin.Name} is paid: {sale.Gross}");
    }

    public SettlementOutcome Expire()
    {
        var next = PurchaseLifecycle.Next(purchase.State, PurchaseEvent.CheckoutExpired);
        if (next is null || next == purchase.State)
        {
            return new SettlementOutcome(false, "The purchase had ended before");
        }

        var before = purchase.State;
        purchase.State = next.Value;
        purchase.CheckoutUrl = null;
        work.Audit(Stripe, new("purchase.canceled", "purchase", purchase.Id.ToString(), purchase.Id.ToString(), new Dictionary<string, string> { ["event"] = eventId })
        {
            Changes = [new("state", before.ToString(), purchase.State.ToString())],
        });
        work.Publish(Topic.Purchase, purchase.Id.ToString());
        return new SettlementOutcome(true, "The payment page closed unpaid");
    }

    // Cash by Stripe's balance transaction, the price by our own record: a difference is not posted over.
    private SettledPurchase Sale(string publisher)
    {
        if (session.PaymentIntent?.LatestCharge?.BalanceTransaction is not { IsExpanded: true } cash)
        {
            throw new SettlementPendingException("Stripe has not accounted for the payment yet.");
        }

        var currency = Currency.Parse(purchase.Currency);
        var tax = session.TotalDetails?.AmountTax ?? 0;
        var agrees = session.AmountTotal == purchase.AmountMinor + tax
            && cash.Amount == session.AmountTotal
            && cash.Net == cash.Amount - cash.Fee
            && string.Equals(session.Currency, purchase.Currency, StringComparison.OrdinalIgnoreCase)
            && string.Equals(cash.Currency, purchase.Currency, StringComparison.OrdinalIgnoreCase);
        return agrees
            ? new SettledPurchase(
                purchase.Id.ToString(), publisher, new Money(cash.Amount, currency), new Money(tax, currency), null, new Money(cash.Fee, currency),
                DateTimeOffset.FromUnixTimeSeconds(cash.Created))
            : throw new SettlementRefusedException(
                $"Stripe received {session.AmountTotal} {session.Currency} ({cash.Amount} {cash.Currency} in cash) for a purchase of {purchase.AmountMinor} {purchase.Currency}.");
    }

    private async Task<(PluginRow Plugin, PublisherRow Publisher)> SellerAsync(CancellationToken cancellationToken)
    {
        var plugin = await work.Db.Set<PluginRow>().AsNoTracking().SingleAsync(row => row.Id == purchase.PluginId, cancellationToken);
        return (plugin, await work.Db.Set<PublisherRow>().AsNoTracking().SingleAsync(row => row.Id == plugin.PublisherId, cancellationToken));
    }

    private async Task EntitleAsync(CancellationToken cancellationToken)
    {
        await using var grant = work.Command(
            "insert into entitlement (tenant_id, plugin_id, purchase_id, granted_at) values ($1, $2, $3, $4) on conflict do nothing");
        grant.Parameters.Add(new() { Value = work.Tenant.Value });
        grant.Parameters.Add(new() { Value = purchase.PluginId.Value });
        grant.Parameters.Add(new() { Value = purchase.Id.Value });
        grant.Parameters.Add(new() { Value = work.Now });
        await grant.ExecuteNonQueryAsync(cancellationToken);
    }
}
