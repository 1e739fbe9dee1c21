using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Billing.Pages;

/// <summary>Where the payment page sends people back to. What it says comes from the provider's own word to us, never from the address.</summary>
public sealed partial class PaymentReturnPage : LivePage
{
    private PurchaseItem? _purchase;
    private bool _loaded;

    [Parameter]
    public string? Id { get; set; }

    /// <summary>The same id where it travels as a query.</summary>
    [SupplyParameterFromQuery]
    public string? Purchase { get; set; }

    [SupplyParameterFromQuery]
    public bool Canceled { get; set; }

    [Inject]
    private BillingScreens Screens { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await FollowAsync(Topic.Purchase);
        await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        _purchase = (Id ?? Purchase) is { } id ? await Screens.FindPurchaseAsync(id, Gone) : null;
        _loaded = true;
    }
}
