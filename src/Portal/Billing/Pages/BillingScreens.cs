using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Billing;
using Portal.Layout;

namespace Portal.Billing.Pages;

/// <summary>What the pages about money ask and order, as the person of this circuit.</summary>
internal sealed class BillingScreens(CircuitCaller circuit, PurchaseQueries purchases, LedgerQueries ledger, StartPurchase start)
{
    private const int JournalsAtOnce = 20;

    /// <summary>Starts a purchase; answers with the address of the payment page.</summary>
    public async Task<Result<string>> BuyAsync(string pluginKey, CancellationToken cancellationToken)
    {
        var started = await start.ExecuteAsync(await circuit.GetAsync(), new(pluginKey), cancellationToken);
        // Paid in the meantime by somebody else's click: there is no payment page any more, but a purchase to look at.
        return started.Match(purchase => Result<string>.Of(purchase.CheckoutUrl ?? $"/billing/purchases/{purchase.Id}"), error => error);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PurchaseItem>> PurchasesAsync(CancellationToken cancellationToken) =>
        [.. (await purchases.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse().Items.Select(Item)];

    /// <summary>Null when there is none with this id in this tenant.</summary>
    public async Task<PurchaseItem?> FindPurchaseAsync(string id, CancellationToken cancellationToken) =>
        (await purchases.FindAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing() is { } found ? Item(found) : null;

    /// <summary>Newest first.</summary>
    public async Task<PageOf<JournalItem>> JournalsAsync(string? cursor, CancellationToken cancellationToken)
    {
        var page = (await ledger.JournalsAsync(await circuit.GetAsync(), new(JournalsAtOnce, cursor), cancellationToken)).OrRefuse();
        return new([.. page.Items.Select(Item)], page.NextCursor);
    }

    public async Task<IReadOnlyList<BalanceItem>> BalancesAsync(CancellationToken cancellationToken) =>
    [
        .. (await ledger.BalancesAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse().Items
            .Select(balance => new BalanceItem(balance.Account, balance.Party ?? "", balance.Amount.Amount, balance.Amount.Currency)),
    ];

    private static PurchaseItem Item(PurchaseView view) => new(
        view.Id, view.Plugin, view.Name, Words.Read<PurchaseState>(view.State), view.Amount.Amount, view.Amount.Currency, view.BoughtBy, view.CheckoutUrl, view.CreatedAt, view.PaidAt);

    private static JournalItem Item(JournalView view) => new(
        view.Id, view.Kind, view.Description, view.SourceEvent, view.OccurredAt,
        [.. view.Entries.Select(entry => new EntryItem(entry.Account, entry.Party ?? "", entry.Amount.Amount, entry.Amount.Currency))]);
}
