using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Billing;
using Portal.Domain.Operations;
using Portal.Hosting;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Billing;

/// <summary>
/// Begins a purchase and opens its payment page. The purchase is written before Stripe is called, and every call carries a key made of it:
/// whoever asks again, after a failure or out of impatience, gets the same purchase and the same page.
/// </summary>
internal sealed partial class StartPurchase(
    TenantUnitOfWorks units, TenantDirectory tenants, BillingCustomers customers, StripeClient stripe, PortalLinks links, PurchaseQueries queries,
    ILogger<StartPurchase> logger)
{
    public async Task<Result<PurchaseView>> ExecuteAsync(Caller caller, StartPurchaseRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.PurchasePlugins) is { } forbidden)
        {
            return forbidden;
        }

        var purchase = await RecordAsync(caller, request.Plugin, cancellationToken);
        if (!purchase.Succeeded)
        {
            return purchase.Error!;
        }

        try
        {
            if (purchase.Value.StripeCheckoutSessionId is not { } session)
            {
                await OpenCheckoutAsync(caller, purchase.Value, cancellationToken);
            }
            else if (!await ResumeAsync(caller, purchase.Value.Id, session, cancellationToken))
            {
                // Its page ran out and the news of it is still on its way: begin anew.
                return await ExecuteAsync(caller, request, cancellationToken);
            }
        }
        catch (StripeException failure)
        {
            LogFailed(failure, purchase.Value.Id.ToString());
            return new PaymentsUnavailable();
        }

        return await queries.FindAsync(caller, purchase.Value.Id.ToString(), cancellationToken);
    }

    private async Task<Result<PurchaseRow>> RecordAsync(Caller caller, string? key, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var offer = await PurchaseOffer.FindAsync(work, key, cancellationToken);
        if (!offer.Succeeded)
        {
            return offer.Error!;
        }

        var open = await FindOpenAsync(work, offer.Value, cancellationToken);
        if (open is not null)
        {
            return open.State == PurchaseState.Pending ? open : new AlreadyBought(offer.Value.Key);
        }

        var purchase = new PurchaseRow
        {
            TenantId = caller.Tenant,
            Id = new(work.NewId()),
            PluginId = offer.Value.Plugin,
            State = PurchaseState.Pending,
            AmountMinor = offer.Value.Price.Minor,
            Currency = offer.Value.Price.Currency.Code,
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
        };
        work.Db.Add(purchase);
        work.Audit(caller, new("purchase.started", "purchase", purchase.Id.ToString(), offer.Value.Name,
            new Dictionary<string, string> { ["plugin"] = offer.Value.Key, ["amount"] = offer.Value.Price.ToString() })
        {
            Changes = [new("state", null, purchase.State.ToString())],
        });
        work.Publish(Topic.Purchase, purchase.Id.ToString());
        try
        {
            await work.CommitNowAsync(cancellationToken);
            return purchase;
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody of the same tenant was a moment faster: theirs is the purchase.
            return await OfTheOtherAsync(caller, offer.Value, cancellationToken);
        }
    }

    private async Task<Result<PurchaseRow>> OfTheOtherAsync(Caller caller, PurchaseOffer offer, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var open = await FindOpenAsync(work, offer, cancellationToken);
        return open is { State: PurchaseState.Pending } ? open : new AlreadyBought(offer.Key);
    }

    private async Task OpenCheckoutAsync(Caller caller, PurchaseRow purchase, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(caller.Tenant, cancellationToken) ?? throw new InvalidOperationException("The caller's tenant is gone.");
        var customer = await customers.EnsureAsync(caller.Tenant, tenant.Name, cancellationToken);
        var view = (await queries.FindAsync(caller, purchase.Id.ToString(), cancellationToken)).Value;
        var checkout = new CheckoutRequest(
            customer,
            purchase.Id.ToString(),
            view.Name,
            new Money(purchase.AmountMinor, Currency.Parse(purchase.Currency)),
            $"{links.Tenant(tenant.Slug)}/billing/return?purchase={purchase.Id}",
            $"{links.Tenant(tenant.Slug)}/billing/return?purchase={purchase.Id}&canceled=true");
        var session = await stripe.CreateCheckoutSessionAsync(checkout, $"checkout:{purchase.Id}", cancellationToken);
        await KeepPageAsync(caller, purchase.Id, PurchaseState.Pending, session.Id, session.Url, cancellationToken);
    }

    private async Task<bool> ResumeAsync(Caller caller, PurchaseId purchase, string sessionId, CancellationToken cancellationToken)
    {
        var session = await stripe.GetCheckoutSessionAsync(sessionId, cancellationToken);
        var expired = session.Status == "expired";
        await KeepPageAsync(caller, purchase, expired ? PurchaseState.Canceled : PurchaseState.Pending, sessionId, session.Url, cancellationToken);
        return !expired;
    }

    private async Task KeepPageAsync(Caller caller, PurchaseId purchase, PurchaseState state, string session, string? url, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        // Only while it is pending: its webhook may have been faster than this answer.
        await work.Db.Set<PurchaseRow>().Where(row => row.Id == purchase && row.State == PurchaseState.Pending).ExecuteUpdateAsync(
            row => row.SetProperty(p => p.State, state).SetProperty(p => p.StripeCheckoutSessionId, session).SetProperty(p => p.CheckoutUrl, url), cancellationToken);
        work.Publish(Topic.Purchase, purchase.ToString());
        await work.CommitAsync(cancellationToken);
    }

    private static Task<PurchaseRow?> FindOpenAsync(TenantUnitOfWork work, PurchaseOffer offer, CancellationToken cancellationToken) =>
        work.Db.Set<PurchaseRow>().AsNoTracking().SingleOrDefaultAsync(
            row => row.PluginId == offer.Plugin
                && (row.State == PurchaseState.Pending || row.State == PurchaseState.Paid || row.State == PurchaseState.PartiallyRefunded),
            cancellationToken);

    [LoggerMessage(1, LogLevel.Warning, "The payment page of purchase {Purchase} could not be opened")]
    private partial void LogFailed(Exception failure, string purchase);
}
