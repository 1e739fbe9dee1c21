using Microsoft.AspNetCore.Components;

namespace Portal.Rollouts.Components;

/// <summary>From which version to which.</summary>
public sealed partial class VersionChange : ComponentBase
{
    /// <summary>Null at a first installation.</summary>
    [Parameter]
    public string? From { get; set; }

    [Parameter, EditorRequired]
    public required string To { get; set; }
}
