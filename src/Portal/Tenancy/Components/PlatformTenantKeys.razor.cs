using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Tenancy.Keys;
using Portal.Tenancy.Pages;

namespace Portal.Tenancy.Components;

/// <summary>A tenant's data keys for staff, without the keys themselves: a new one, and the end of all of them.</summary>
public sealed partial class PlatformTenantKeys : ComponentBase
{
    private string? _asked;
    private bool _may;

    [Parameter, EditorRequired]
    public required PlatformTenantDetail View { get; set; }

    /// <summary>In the order of their versions.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TenantKeyView> Keys { get; set; }

    [Inject]
    private PlatformScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    // What is on its way out has its keys destroyed by its removal; destroyed keys come to nothing any more.
    private bool IsAlive => View.Tenant.State is not (nameof(TenantState.Deleting) or nameof(TenantState.Deleted))
        && !(Keys.Count > 0 && Keys.All(key => key.State == nameof(KeyState.Destroyed)));

    protected override async Task OnInitializedAsync() => _may = await Screens.MayAsync(StaffPermission.ManageKeys);

    private static bool IsUnderWay(TenantKeyView key) => key.State == nameof(KeyState.Retiring);

    private static Tone ToneOf(TenantKeyView key) => key.State switch
    {
        nameof(KeyState.Active) => Tone.Success,
        nameof(KeyState.Retiring) => Tone.Info,
        nameof(KeyState.Destroyed) => Tone.Danger,
        _ => Tone.Neutral,
    };

    private static string Meaning(TenantKeyView key) => key.State switch
    {
        nameof(KeyState.Active) => "Seals what is new.",
        nameof(KeyState.Retiring) => "What it sealed is being sealed anew.",
        nameof(KeyState.Retired) => "Seals nothing live; kept for backups.",
        _ => "What it sealed cannot be read again.",
    };

    private void Close() => _asked = null;

    private async Task RotateAsync() => Tell(await Screens.RotateKeyAsync(View.Tenant.Id), "A new key is being made; the list follows.");

    private async Task DestroyAsync() => Tell(await Screens.DestroyKeysAsync(View.Tenant.Id, View.Tenant.Slug), "The keys are destroyed.");

    // The page reads them anew: what happened to the tenant is told to every page that shows it.
    private void Tell(Error? error, string done)
    {
        Close();
        if (error is null)
        {
            Toasts.Say(Tone.Success, done);
        }
        else
        {
            Toasts.Refuse(error);
        }
    }
}
