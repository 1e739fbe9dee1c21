using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Layout;
using Portal.Rollouts.Pages;

namespace Portal.Tenancy.Pages;

/// <summary>Where a person starts: what to do next, what is running, what happened.</summary>
public sealed partial class Home : LivePage
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);
    private HomeSummary? _view;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private HomeScreens Screens { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string Greeting => $"Welcome, {Viewer.Name.Split(' ')[0]}";

    private IReadOnlyList<RolloutItem> Active => [.. _view!.Rollouts.Where(rollout => !PhaseWords.IsOver(rollout.Phase))];

    private IEnumerable<RolloutItem> LastMonth => _view!.Rollouts.Where(rollout => rollout.FinishedAt > Time.GetUtcNow() - Recent);

    private string UpgradeText => _view!.Plugins.Count(plugin => plugin.Outdated) switch
    {
        0 when _view.Plugins.Count == 0 => "none yet",
        0 => "all up to date",
        1 => "1 upgrade available",
        var count => $"{count} upgrades available",
    };

    private string ActiveText => Active.FirstOrDefault(rollout => rollout.Phase == "AwaitingApproval") is { } waiting
        ? $"{waiting.PluginName} waits for approval"
        : Active.Count == 0 ? "nothing is changing" : Active[0].PluginName;

    private string ShareText => LastMonth.Count() is > 0 and var all ? $"of {all} finished" : "none finished yet";

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Rollout, Topic.Installation);
    }

    protected override async Task LoadAsync() => _view = await Screens.ReadAsync(Gone);

    private int CountOf(string phase) => LastMonth.Count(rollout => rollout.Phase == phase);
}
