using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Pages;
using Portal.Components;

namespace Portal.Rollouts.Components;

/// <summary>What happened during a rollout, in words, newest first.</summary>
public sealed partial class EventTimeline : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<RolloutEventItem> Events { get; set; }

    private string? After(RolloutEventItem happened)
    {
        var since = happened.At - Events[0].At;
        return since > TimeSpan.Zero ? "+" + TimeWords.Length(since) : null;
    }
}
