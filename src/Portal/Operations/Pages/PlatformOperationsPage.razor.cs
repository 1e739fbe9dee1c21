using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>The dead letters of all tenants, for staff.</summary>
public sealed partial class PlatformOperationsPage : LivePage
{
    private DataList<PlatformOperationView>? _list;
    private PlatformOperationView? _asked;
    private IReadOnlyList<UnansweredDatabase> _unanswered = [];
    private bool _mayManage;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [Inject]
    private PlatformOperationScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _mayManage = await Screens.MayAsync();
        FollowAll(happened => happened.Topic == Topic.Operation);
    }

    protected override Task LoadAsync() => _list?.RefreshAsync() ?? Task.CompletedTask;

    private async Task<PageOf<PlatformOperationView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var page = await Screens.ListAsync(State, null, cursor, cancellationToken);
        _unanswered = page.Unanswered;
        StateHasChanged();
        return new(page.Items, page.NextCursor);
    }

    private void GoTo(string? state) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters("/platform/operations", new Dictionary<string, object?> { ["state"] = state }));

    private Task RetryAsync(PlatformOperationView operation) => ChangeAsync(Screens.RetryAsync(operation), "It is tried again.");

    private async Task CancelAsync(string reason)
    {
        if (_asked is { } operation)
        {
            _asked = null;
            await ChangeAsync(Screens.CancelAsync(operation, reason), "It is called off.");
        }
    }

    private async Task ChangeAsync(Task<Error?> change, string done)
    {
        if (await change is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, done);
        }

        await LoadAsync();
    }
}
