using Microsoft.AspNetCore.Components;
using Portal.Layout;
using Portal.Marketplace.Pages;

namespace Portal.Marketplace.Components;

/// <summary>What was published, and what this tenant runs of it.</summary>
public sealed partial class VersionTable : ComponentBase
{
    [Parameter, EditorRequired]
    public required ListingDetail View { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;
}
