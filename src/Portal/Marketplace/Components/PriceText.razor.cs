using Microsoft.AspNetCore.Components;
using Portal.Marketplace.Pages;

namespace Portal.Marketplace.Components;

/// <summary>What a plugin costs.</summary>
public sealed partial class PriceText : ComponentBase
{
    [Parameter, EditorRequired]
    public required ListingItem Item { get; set; }
}
