using Microsoft.AspNetCore.Components;

namespace Portal.Layout;

/// <summary>One line of the navigation.</summary>
public sealed partial class NavigationLink : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Href { get; set; }

    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Current only on exactly this path.</summary>
    [Parameter]
    public bool Exact { get; set; }

    /// <summary>Shown beside the label when above zero.</summary>
    [Parameter]
    public int Count { get; set; }

    /// <summary>What the count counts, for screen readers.</summary>
    [Parameter]
    public string? CountMeaning { get; set; }
}
