using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Layout;

namespace Portal.Marketplace.Pages;

/// <summary>What can be installed; search and shelf live in the address.</summary>
public sealed partial class MarketplacePage : LivePage
{
    private IReadOnlyList<ListingItem>? _all;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Category { get; set; }

    /// <summary><c>free</c> or <c>installed</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [Inject]
    private MarketplaceScreens Screens { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IEnumerable<string> Shelves => _all!.Select(item => item.Category).Distinct().Order(StringComparer.Ordinal);

    private IReadOnlyList<ListingItem> Found => [.. _all!.Where(Fits)];

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Installation, Topic.Purchase);
    }

    protected override async Task LoadAsync() => _all = await Screens.ListAsync(Gone);

    private static string CategoryTitle(string category) => PluginCategories.Titles.GetValueOrDefault(category, category);

    private bool Fits(ListingItem item) =>
        (Category is null || item.Category == Category)
        && (Show != "free" || item.PriceMinor is null)
        && (Show != "installed" || item.Installed)
        && (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            $"{item.Name} {item.Key} {item.Summary} {item.Publisher}".Contains(word, StringComparison.CurrentCultureIgnoreCase));

    private string Href(string? category, string? show) => Navigation.GetUriWithQueryParameters(
        "/marketplace", new Dictionary<string, object?> { ["q"] = string.IsNullOrEmpty(Search) ? null : Search, ["category"] = category, ["show"] = show });

    private void OnSearch(ChangeEventArgs change)
    {
        Search = change.Value as string;
        Navigation.NavigateTo(Href(Category, Show), replace: true);
    }
}
