using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Layout;
using Portal.Remediations.Pages;

namespace Portal.Remediations.Components;

/// <summary>What is wrong with one rollout now, and what was done about it lately; nothing where nothing is.</summary>
public sealed partial class RolloutRemediations : LivePage
{
    private IReadOnlyList<RemediationView> _found = [];
    private string? _loaded;

    [Parameter, EditorRequired]
    public required string Rollout { get; set; }

    [Inject]
    private RemediationScreens Screens { get; set; } = null!;

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Remediation);

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Rollout)
        {
            _loaded = Rollout;
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync() =>
        _found = [.. (await Screens.OfRolloutAsync(Rollout, Gone)).Where(found => found.EndedAt is null || found.Attempts.Count > 0).Take(3)];
}
