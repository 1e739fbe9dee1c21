using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>Nothing here yet: what this is for, and the first step.</summary>
public sealed partial class EmptyState : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Detail { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }
}
