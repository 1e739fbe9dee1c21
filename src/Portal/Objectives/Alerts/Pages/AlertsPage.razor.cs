using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>What people were told; filter and open alert live in the address.</summary>
public sealed partial class AlertsPage : LivePage
{
    private DataList<AlertView>? _list;
    private AlertView? _open;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Severity { get; set; }

    [SupplyParameterFromQuery]
    public string? Class { get; set; }

    [SupplyParameterFromQuery]
    public string? Plugin { get; set; }

    [SupplyParameterFromQuery]
    public string? Rollout { get; set; }

    /// <summary>The one that is open.</summary>
    [SupplyParameterFromQuery]
    public string? Alert { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private AlertScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool MayAcknowledge => Viewer.May(Permission.ControlRollouts);

    private bool IsFiltered => (State ?? Severity ?? Class ?? Plugin ?? Rollout) is not null;

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Alert);

    protected override async Task OnParametersSetAsync() => _open = Alert is null ? null : Alert == _open?.Id ? _open : await Screens.FindAsync(Alert, Gone);

    protected override async Task LoadAsync()
    {
        _open = Alert is null ? null : await Screens.FindAsync(Alert, Gone);
        await (_list?.RefreshAsync() ?? Task.CompletedTask);
    }

    private async Task<PageOf<AlertView>> LoadPageAsync(string? cursor, CancellationToken cancellationToken)
    {
        // An address that somebody typed shows everything rather than a refusal.
        var filter = new AlertFilter(State, Severity, Class, Plugin, Rollout);
        return await Screens.ListAsync(filter.Check() is null ? filter : new(), cursor, cancellationToken);
    }

    private async Task AcknowledgeAsync(string id)
    {
        var result = await Screens.AcknowledgeAsync(id, Gone);
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, "Acknowledged. Channels that wait for nobody doing so are not told.");
        }

        await LoadAsync();
    }

    private void Close() => Navigation.NavigateTo(Without("alert"));

    private void GoTo(string name, ChangeEventArgs change) => Navigation.NavigateTo(With(name, change.Value as string));

    private string Without(string name) => With(name, null);

    private string With(string name, string? value) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrEmpty(value) ? null : value });
}
