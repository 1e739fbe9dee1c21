using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>A page's title, its place in the breadcrumb, its state in words and its one primary action.</summary>
public sealed partial class PageHeader : ComponentBase
{
    /// <summary>Names the page in the window title, the breadcrumb and, unless <see cref="Heading"/> is given, on the page.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What stands on the page where it says more than <see cref="Title"/>.</summary>
    [Parameter]
    public string? Heading { get; set; }

    /// <summary>The pages above this one, from the top.</summary>
    [Parameter]
    public IReadOnlyList<Crumb> Trail { get; set; } = [];

    /// <summary>What this page is for, in one sentence.</summary>
    [Parameter]
    public string? About { get; set; }

    /// <summary>A picture before the title.</summary>
    [Parameter]
    public RenderFragment? Lead { get; set; }

    /// <summary>Badges after the title.</summary>
    [Parameter]
    public RenderFragment? Status { get; set; }

    /// <summary>Buttons at the far end.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>More under the title line.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
