using Microsoft.AspNetCore.Components;
using Portal.Domain.Plugins;

namespace Portal.Plugins.Components;

/// <summary>The state of an installation.</summary>
public sealed partial class InstallationBadge : ComponentBase
{
    [Parameter, EditorRequired]
    public required InstallationState State { get; set; }
}
