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
    private IReadOnlyList<TenantKeyView>? _keys;
    private string? _asked;
    private bool _may;

    [Parameter, EditorRequired]
    public required PlatformTenantDetail View { get; set; }

    [Inject]
    private PlatformScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    // What is on its way out has its keys destroyed by its removal; destroyed keys come to nothing any more.
    private bool IsAlive => View.Tenant.State is not (nameof(TenantState.Deleting) or nameof(TenantState.Deleted))
        && !(_keys is { Count: > 0 } keys && keys.All(key => key.State == nameof(KeyState.Destroyed)));

    protected override async Task OnInitializedAsync() => _may = await Screens.MayAsync(StaffPermission.ManageKeys);

    /// <summary>The page reads its view anew whenever something of the tenant happened.</summary>
    protected override async Task OnParametersSetAsync() => _keys = await Screens.KeysAsync(View.Tenant.Id, CancellationToken.None);

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

    private async Task RotateAsync() => await TellAsync(await Screens.RotateKeyAsync(View.Tenant.Id), "A new key is being made; the list follows.");

    private async Task DestroyAsync() => await TellAsync(await Screens.DestroyKeysAsync(View.Tenant.Id, View.Tenant.Slug), "The keys are destroyed.");

    private async Task TellAsync(Error? error, string done)
    {
        Close();
        if (error is not null)
        {
            Toasts.Refuse(error);
            return;
        }

        Toasts.Say(Tone.Success, done);
        _keys = await Screens.KeysAsync(View.Tenant.Id, CancellationToken.None);
    }
}
