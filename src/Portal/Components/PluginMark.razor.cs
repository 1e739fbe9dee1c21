using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>A plugin's picture: an icon of the sprite when its listing names one, its initials otherwise.</summary>
public sealed partial class PluginMark : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>The icon's name in the sprite; null shows the initials.</summary>
    [Parameter]
    public string? IconName { get; set; }

    [Parameter]
    public bool Large { get; set; }

    /// <summary>For rows of a table.</summary>
    [Parameter]
    public bool Small { get; set; }
}
