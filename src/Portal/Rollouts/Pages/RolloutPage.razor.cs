using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Rollouts.Pages;

/// <summary>One rollout, live while it runs and readable afterwards, under the same address.</summary>
public sealed partial class RolloutPage : LivePage
{
    private RolloutDetail? _view;
    private bool _missing;
    private string? _loadedId;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private RolloutScreens Screens { get; set; } = null!;

    private RolloutItem Row => _view!.Row;

    // After a completed rollout the picture shows the new version with everything, not "0 % canary".
    private int SplitWeight => Row.Phase == "Completed" ? 100 : Row.Weight;

    private string? StableVersion => Row.FromVersion;

    private string? Reason => Row.Phase is "RolledBack" or "RollingBack" or "Failed" or "Aborted" && Row.Message.Length > 0 ? Row.Message : null;

    private string TrafficNote => TrafficHistory.Note(_view!) is { } past ? $"{RolloutWords.Comparison(_view!)} {past}" : RolloutWords.Comparison(_view!);

    private IReadOnlyList<TimelineStep> Steps => RolloutSteps.Of(_view!);

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Rollout);

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedId != Id)
        {
            _loadedId = Id;
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        _view = await Screens.FindAsync(Id, Gone);
        _missing = _view is null;
    }

    private static string Short(string id) => id.Length > 16 ? id[..16] : id;
}
