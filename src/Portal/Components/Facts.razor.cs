using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>Key facts as a definition list; its content is a row of <see cref="Fact"/>.</summary>
public sealed partial class Facts : ComponentBase
{
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
