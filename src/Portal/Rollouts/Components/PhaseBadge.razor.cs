using Microsoft.AspNetCore.Components;

namespace Portal.Rollouts.Components;

/// <summary>The phase of a rollout.</summary>
public sealed partial class PhaseBadge : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Phase { get; set; }
}
