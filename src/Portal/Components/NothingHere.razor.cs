using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>A page about something that does not exist in this tenant.</summary>
public sealed partial class NothingHere : ComponentBase
{
    /// <summary>What was looked for, e.g. "rollout".</summary>
    [Parameter, EditorRequired]
    public required string What { get; set; }

    [Parameter, EditorRequired]
    public required string Back { get; set; }

    [Parameter, EditorRequired]
    public required string BackLabel { get; set; }
}
