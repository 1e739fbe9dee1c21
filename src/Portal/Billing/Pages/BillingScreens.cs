using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Billing;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Layout;

namespace Portal.Billing.Pages;

/// <summary>What the pages about money ask and order, as the person of this circuit.</summary>
internal sealed class BillingScreens(CircuitCaller circuit, TenantUnitOfWorks units)
{
    private const int MostPurchases = 200;
    private const int JournalsAtOnce = 20;

    /// <summary>Starts a purchase; answers with the address of the payment page.</summary>
    public Task<Result<string>> BuyAsync(string pluginKey, CancellationToken cancellationToken) => throw new NotImplementedException(pluginKey);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PurchaseItem>> PurchasesAsync(CancellationToken cancellationToken) => await ReadAsync(null, cancellationToken);

    /// <summary>Null when there is none with this id in this tenant.</summary>
    public async Task<PurchaseItem?> FindPurchaseAsync(string id, CancellationToken cancellationToken) =>
        PurchaseId.TryParse(id, out var purchase) ? (await ReadAsync(purchase, cancellationToken)).FirstOrDefault() : null;

    /// <summary>Newest first.</summary>
    public async Task<PageOf<JournalItem>> JournalsAsync(string? cursor, CancellationToken cancellationToken)
    {
        var before = cursor is null ? DateTimeOffset.MaxValue : new DateTimeOffset(long.Parse(cursor, CultureInfo.InvariantCulture), TimeSpan.Zero);
        await using var work = await BeginAsync(cancellationToken);
        var journals = await work.Db.Set<JournalRow>().AsNoTracking().Where(j => j.PostedAt < before)
            .OrderByDescending(j => j.PostedAt).Take(JournalsAtOnce).ToListAsync(cancellationToken);
        var ids = journals.ConvertAll(j => j.Id);
        var entries = await (
            from entry in work.Db.Set<JournalEntryRow>().AsNoTracking().Where(e => ids.Contains(e.JournalId))
            join account in work.Db.Set<LedgerAccountRow>() on entry.AccountId equals account.Id
            orderby entry.Line
            select new { entry.JournalId, account.Kind, account.Party, entry.AmountMinor, entry.Currency }).ToListAsync(cancellationToken);
        var items = journals.ConvertAll(j => new JournalItem(
            j.Id.ToString(), j.Kind, j.Description, j.SourceEvent, j.OccurredAt,
            [.. entries.Where(e => e.JournalId == j.Id).Select(e => new EntryItem(e.Kind, e.Party, e.AmountMinor, e.Currency))]));
        return new(items, journals.Count < JournalsAtOnce ? null : journals[^1].PostedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<IReadOnlyList<BalanceItem>> BalancesAsync(CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        return await (
            from entry in work.Db.Set<JournalEntryRow>().AsNoTracking()
            join account in work.Db.Set<LedgerAccountRow>() on entry.AccountId equals account.Id
            group entry.AmountMinor by new { account.Kind, account.Party, entry.Currency } into sums
            orderby sums.Key.Kind, sums.Key.Party
            select new BalanceItem(sums.Key.Kind, sums.Key.Party, sums.Sum(), sums.Key.Currency)).ToListAsync(cancellationToken);
    }

    private async Task<List<PurchaseItem>> ReadAsync(PurchaseId? id, CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        var rows = await (
            from purchase in work.Db.Set<PurchaseRow>().AsNoTracking().Where(p => id == null || p.Id == id)
            join plugin in work.Db.Set<PluginRow>() on purchase.PluginId equals plugin.Id
            join member in work.Db.Set<MemberRow>() on purchase.CreatedBy equals member.Id
            orderby purchase.CreatedAt descending
            select new { purchase, plugin.Key, plugin.Name, member.DisplayName }).Take(MostPurchases).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new PurchaseItem(
            r.purchase.Id.ToString(), r.Key, r.Name, r.purchase.State.ToString(), r.purchase.AmountMinor, r.purchase.Currency, r.DisplayName,
            r.purchase.CheckoutUrl, r.purchase.CreatedAt, r.purchase.PaidAt));
    }

    private async Task<TenantUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        return caller.Lacks(Permission.ReadBilling) is { } forbidden
            ? throw new ScreenRefusedException(forbidden)
            : await units.BeginAsync(caller.Tenant, cancellationToken);
    }
}
