using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>One term and what it is.</summary>
public sealed partial class Fact : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
