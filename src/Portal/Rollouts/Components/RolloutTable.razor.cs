using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Pages;

namespace Portal.Rollouts.Components;

/// <summary>The rollouts of one plugin.</summary>
public sealed partial class RolloutTable : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<RolloutItem> Rollouts { get; set; }
}
