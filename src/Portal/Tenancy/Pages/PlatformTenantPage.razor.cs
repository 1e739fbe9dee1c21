using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Layout;
using Portal.Tenancy.Keys;

namespace Portal.Tenancy.Pages;

/// <summary>One tenant, for staff: where it stands, how it came there, and what can be done about it.</summary>
public sealed partial class PlatformTenantPage : LivePage
{
    private PlatformTenantDetail? _view;
    private IReadOnlyList<TenantKeyView> _keys = [];
    private bool _missing;

    [Parameter]
    public required string Id { get; set; }

    [Inject]
    private PlatformScreens Screens { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IReadOnlyList<TimelineStep> Life =>
    [
        new("Signed up", TimelineStep.Done, null, TimeWords.Exact(_view!.Tenant.CreatedAt)),
        .. _view.History.Select(happened => new TimelineStep(
            $"{PlatformWords.Action(happened.Action)} by {PlatformWords.By(happened)}", TimelineStep.Done, PlatformWords.Detail(happened), TimeWords.Exact(happened.OccurredAt))),
    ];

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        _ = TenantId.TryParse(Id, out var tenant);
        FollowAll(happened => happened.Tenant == tenant && happened.Topic is Topic.Tenant or Topic.Operation or Topic.Quota);
    }

    protected override async Task LoadAsync()
    {
        var view = await Screens.FindAsync(Id, Gone);
        _keys = view is null ? [] : await Screens.KeysAsync(Id, Gone);
        _view = view;
        _missing = _view is null;
    }

    private string StateOf(PlatformTenantOperation operation) =>
        operation.State == nameof(OperationState.Queued) && operation.NotBefore > Time.GetUtcNow() ? $"Waits until {TimeWords.Exact(operation.NotBefore)}" : operation.State;
}
