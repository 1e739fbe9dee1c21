using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>Tabs that live in the address: <c>?tab=…</c>, the first one without.</summary>
public sealed partial class Tabs : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Tab> Items { get; set; }

    /// <summary>The key of the tab that is open.</summary>
    [Parameter, EditorRequired]
    public required string Current { get; set; }

    /// <summary>Names the group for screen readers.</summary>
    [Parameter]
    public string Label { get; set; } = "Sections";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string HrefOf(Tab tab) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["tab"] = tab == Items[0] ? null : tab.Key, ["cursor"] = null });
}
