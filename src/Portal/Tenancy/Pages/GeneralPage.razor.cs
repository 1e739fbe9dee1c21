using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>The tenant's facts and its name.</summary>
public sealed partial class GeneralPage : LivePage
{
    private TenantView? _tenant;
    private string _name = "";
    private string? _error;
    private bool _overtaken;

    /// <summary>Where members and keys stood before they had an address of their own.</summary>
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private TenantScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (Tab is "members" or "api-keys")
        {
            Navigation.NavigateTo($"/settings/members?tab={Tab}", replace: true);
            return;
        }

        await LoadAsync();
        await FollowAsync(Topic.Tenant);
    }

    protected override async Task LoadAsync()
    {
        var before = _tenant;
        _tenant = await Screens.TenantAsync(Gone);
        // What is being typed stays; an untouched field follows the tenant.
        if (before is null || _name == before.Name)
        {
            _name = _tenant.Name;
        }
    }

    private async Task RenameAsync()
    {
        var result = await Screens.RenameAsync(_name.Trim(), _tenant!.Version, Gone);
        _overtaken = result.Error is { Kind: ErrorKind.PreconditionFailed };
        _error = result.Error is { Fields.Count: > 0 } error ? error.Fields[0].Message : null;
        await LoadAsync();
        if (result.Succeeded)
        {
            Toasts.Say(Tone.Success, $"The name is {_tenant.Name} now. Pages show it when they are next opened.");
        }
        else if (result.Error is { Fields.Count: 0, Kind: not ErrorKind.PreconditionFailed } refused)
        {
            Toasts.Refuse(refused);
        }
    }
}
