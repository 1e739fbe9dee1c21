using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>One symbol of the sprite <c>wwwroot/img/icons.svg</c>. Always decoration: the word stands beside it.</summary>
public sealed partial class Icon : ComponentBase
{
    /// <summary>The symbol's id, a Lucide name.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>E.g. <c>icon-l</c> or <c>spin</c>.</summary>
    [Parameter]
    public string? Class { get; set; }
}
