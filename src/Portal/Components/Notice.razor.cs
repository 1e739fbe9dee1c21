using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>A remark inside a page.</summary>
public sealed partial class Notice : ComponentBase
{
    [Parameter]
    public Tone Tone { get; set; }

    [Parameter]
    public string? Icon { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
