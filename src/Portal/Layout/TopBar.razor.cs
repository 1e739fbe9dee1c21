using Microsoft.AspNetCore.Components;

namespace Portal.Layout;

/// <summary>Where am I, is this live, and who am I.</summary>
public sealed partial class TopBar : ComponentBase
{
    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;
}
