using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>Asks for the tenant's deletion; while it is being deleted, the one page there is, to take that back.</summary>
public sealed partial class DangerPage : LivePage
{
    private string? _state;
    private DateTimeOffset? _deleteAfter;
    private Error? _error;
    private bool _asking;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private DangerScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string GraceWords => Screens.Grace.TotalDays is var days && days >= 1 ? $"{days:0} days" : TimeWords.Length(Screens.Grace);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Tenant);
    }

    protected override async Task LoadAsync()
    {
        (_state, _deleteAfter) = await Screens.FindAsync(Gone);
        if (Viewer.Deleting && _state != nameof(TenantState.Deleting))
        {
            // Somebody kept it: this page's circuit was opened for the cancellation alone.
            Navigation.NavigateTo("/", forceLoad: true);
        }
    }

    private async Task RequestAsync()
    {
        var error = await Screens.RequestAsync(Viewer.TenantSlug);
        _asking = false;
        if (error is not null)
        {
            Toasts.Refuse(error);
            return;
        }

        Navigation.NavigateTo("/settings/danger", forceLoad: true);
    }

    private async Task CancelAsync()
    {
        _error = await Screens.CancelAsync();
        if (_error is null)
        {
            Navigation.NavigateTo("/", forceLoad: true);
        }
    }
}
