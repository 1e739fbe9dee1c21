using Microsoft.AspNetCore.Components;

namespace Portal.Objectives.Components;

/// <summary>How an objective stands, in a word.</summary>
public sealed partial class StandingBadge : ComponentBase
{
    [Parameter, EditorRequired]
    public required string State { get; set; }
}
