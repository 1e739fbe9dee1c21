using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Layout;
using Portal.Rollouts.Governance.Pages;

namespace Portal.Rollouts.Governance.Components;

/// <summary>The held rollouts that the person may decide about; nothing where there are none.</summary>
public sealed partial class WaitingForYou : LivePage
{
    private IReadOnlyList<WaitingRolloutView> _waiting = [];

    [Inject]
    private GovernanceScreens Screens { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Rollout);
    }

    protected override async Task LoadAsync() => _waiting = await Screens.WaitingAsync(Gone);
}
