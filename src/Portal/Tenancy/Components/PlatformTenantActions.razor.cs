using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Tenancy.Pages;

namespace Portal.Tenancy.Components;

/// <summary>What staff can do about a tenant right now, each with its consequence spelled out first.</summary>
public sealed partial class PlatformTenantActions : ComponentBase
{
    private string? _asked;
    private string _reason = nameof(SuspensionReason.Unpaid);
    private string _note = "";
    private int? _graceDays;
    private bool _maySuspend;
    private bool _mayDelete;
    private bool _mayMove;
    private string _place = "";

    [Parameter, EditorRequired]
    public required PlatformTenantDetail View { get; set; }

    [Inject]
    private PlatformScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private string State => View.Tenant.State;

    private string Id => View.Tenant.Id;

    protected override async Task OnInitializedAsync()
    {
        _maySuspend = await Screens.MayAsync(StaffPermission.SuspendTenants);
        _mayMove = await Screens.MayAsync(StaffPermission.MoveTenants);
        _mayDelete = await Screens.MayAsync(StaffPermission.DeleteTenants);
    }

    /// <summary>Where it can still go from where it is.</summary>
    private IReadOnlyList<string> Places => View.Isolation switch
    {
        nameof(TenantIsolation.Shared) => ["schema", .. Screens.Databases],
        nameof(TenantIsolation.Schema) => Screens.Databases,
        _ => [],
    };

    private void Close() => _asked = null;

    private Task SuspendAsync() => ChangeAsync(Screens.SuspendAsync(Id, _reason, _note), "Suspended. Everything of it is kept.");

    private Task ResumeAsync() => ChangeAsync(Screens.ResumeAsync(Id), "Resumed. It is served again.");

    private Task MoveAsync() => ChangeAsync(Screens.MoveAsync(Id, Places.Contains(_place) ? _place : Places[0]), "The move has begun.");

    private Task DeleteAsync() => ChangeAsync(Screens.DeleteAsync(Id, _graceDays), "Its deletion has begun.");

    private Task KeepAsync() => ChangeAsync(Screens.CancelDeletionAsync(Id), "It stays.");

    private async Task ChangeAsync(Task<Error?> change, string done)
    {
        var error = await change;
        _asked = null;
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
