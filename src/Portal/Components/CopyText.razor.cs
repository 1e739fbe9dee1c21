using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>An id, version or digest that can be copied with one click.</summary>
public sealed partial class CopyText : ComponentBase
{
    /// <summary>What is copied.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>What is shown, where that is shorter.</summary>
    [Parameter]
    public string? Shown { get; set; }
}
