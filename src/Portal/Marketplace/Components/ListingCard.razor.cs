using Microsoft.AspNetCore.Components;
using Portal.Marketplace.Pages;

namespace Portal.Marketplace.Components;

/// <summary>A plugin on a shelf.</summary>
public sealed partial class ListingCard : ComponentBase
{
    [Parameter, EditorRequired]
    public required ListingItem Item { get; set; }
}
