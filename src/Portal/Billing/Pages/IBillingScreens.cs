using Portal.Components;

namespace Portal.Billing.Pages;

/// <summary>What the pages about money ask.</summary>
internal interface IBillingScreens
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<PurchaseItem>> PurchasesAsync(CancellationToken cancellationToken);

    /// <summary>Null when there is none with this id in this tenant.</summary>
    Task<PurchaseItem?> FindPurchaseAsync(string id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<PageOf<JournalItem>> JournalsAsync(string? cursor, CancellationToken cancellationToken);

    Task<IReadOnlyList<BalanceItem>> BalancesAsync(CancellationToken cancellationToken);
}
