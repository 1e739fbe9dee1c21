using Microsoft.AspNetCore.Components;

namespace Portal.Plugins.Components;

/// <summary>The state of an installation.</summary>
public sealed partial class InstallationBadge : ComponentBase
{
    [Parameter, EditorRequired]
    public required string State { get; set; }
}
