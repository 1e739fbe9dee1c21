using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Billing;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;

namespace Portal.Billing;

/// <summary>What a tenant bought, and is about to.</summary>
internal sealed class PurchaseQueries(TenantUnitOfWorks units)
{
    public async Task<Result<Page<PurchaseView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadBilling) is { } forbidden)
        {
            return forbidden;
        }

        // At most a few a plugin, and a few hundred plugins: one page holds them.
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return new Page<PurchaseView>(await ReadAsync(work, purchase => true, cancellationToken), null);
    }

    /// <summary>The purchase, also for whoever may buy but not read the books.</summary>
    public async Task<Result<PurchaseView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadBilling) is { } forbidden && caller.Lacks(Permission.PurchasePlugins) is not null)
        {
            return forbidden;
        }

        if (!PurchaseId.TryParse(id, out var wanted))
        {
            return new NotFound("purchase", id);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return await ReadAsync(work, purchase => purchase.Id == wanted, cancellationToken) is [var one] ? one : new NotFound("purchase", id);
    }

    private static async Task<List<PurchaseView>> ReadAsync(
        TenantUnitOfWork work, Expression<Func<PurchaseRow, bool>> wanted, CancellationToken cancellationToken)
    {
        var rows = await (
            from purchase in work.Db.Set<PurchaseRow>().AsNoTracking().Where(wanted)
            join plugin in work.Db.Set<PluginRow>() on purchase.PluginId equals plugin.Id
            join member in work.Db.Set<MemberRow>() on purchase.CreatedBy equals member.Id into members
            from buyer in members.DefaultIfEmpty()
            orderby purchase.CreatedAt descending
            select new { purchase, plugin.Key, plugin.Name, Buyer = buyer == null ? "" : buyer.DisplayName })
            .Take(PageRequest.GreatestLimit).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new PurchaseView(
            row.purchase.Id.ToString(), row.Key, row.Name, Word(row.purchase.State), new MoneyView(row.purchase.AmountMinor, row.purchase.Currency),
            row.purchase.CheckoutUrl, row.Buyer, row.purchase.CreatedAt, row.purchase.PaidAt));
    }

    private static string Word(PurchaseState state) => state switch
    {
        PurchaseState.Pending => "pending",
        PurchaseState.Paid => "paid",
        PurchaseState.Canceled => "canceled",
        PurchaseState.PartiallyRefunded => "partially_refunded",
        _ => "refunded",
    };
}
