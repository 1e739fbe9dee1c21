using Microsoft.AspNetCore.Components;
using Portal.Billing.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Billing.Pages;

/// <summary>Purchases, the journals they caused, and what the accounts hold.</summary>
public sealed partial class BillingPage : LivePage
{
    private IReadOnlyList<PurchaseItem>? _purchases;
    private IReadOnlyList<BalanceItem>? _balances;
    private JournalList? _journals;

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private BillingScreens Screens { get; set; } = null!;

    private IReadOnlyList<Tab> Sections => [new("purchases", "Purchases", _purchases?.Count), new("ledger", "Ledger"), new("balances", "Balances")];

    private string Current => Sections.Any(tab => tab.Key == Tab) ? Tab! : "purchases";

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Purchase);
    }

    protected override async Task LoadAsync()
    {
        _purchases = await Screens.PurchasesAsync(Gone);
        _balances = await Screens.BalancesAsync(Gone);
        if (_journals is not null)
        {
            await _journals.RefreshAsync();
        }
    }
}
