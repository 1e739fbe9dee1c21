using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Tenancy.Pages;

namespace Portal.Tenancy.Components;

/// <summary>A tenant's limits for staff: what is used, what holds and why, and the agreeing of another.</summary>
public sealed partial class PlatformTenantQuotas : ComponentBase
{
    private PlatformQuota? _edited;
    private PlatformQuota? _withdrawn;
    private long? _limit;
    private string _reason = "";
    private bool _may;

    [Parameter, EditorRequired]
    public required PlatformTenantDetail View { get; set; }

    [Inject]
    private PlatformScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private bool MayChange => _may && View.Tenant.State is not (nameof(TenantState.Deleting) or nameof(TenantState.Deleted));

    protected override async Task OnInitializedAsync() => _may = await Screens.MayAsync(StaffPermission.AgreeQuotas);

    private static QuotaResource ResourceOf(PlatformQuota quota) => Enum.Parse<QuotaResource>(quota.Resource);

    private static string Title(PlatformQuota? quota) => quota is null ? "" : TenantWords.Title(ResourceOf(quota));

    private void Edit(PlatformQuota quota) => (_edited, _limit, _reason) = (quota, quota.Limit, quota.Reason ?? "");

    private void Close() => (_edited, _withdrawn) = (null, null);

    private async Task AgreeAsync() => Tell(await Screens.AgreeAsync(View.Tenant.Id, _edited!.Resource, _limit, _reason), "The limit holds.");

    private async Task WithdrawAsync() => Tell(await Screens.WithdrawAsync(View.Tenant.Id, _withdrawn!.Resource), "It has everybody's limit again.");

    private void Tell(Error? error, string done)
    {
        if (error is null)
        {
            Toasts.Say(Tone.Success, done);
            Close();
        }
        else
        {
            // The form stays open: what was typed can be corrected.
            Toasts.Refuse(error);
        }
    }
}
