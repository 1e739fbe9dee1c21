using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>The shape of what is being loaded; shown only when loading takes longer than 300 ms.</summary>
public sealed partial class Skeleton : ComponentBase
{
    [Parameter]
    public int Rows { get; set; } = 5;

    [Parameter]
    public bool Title { get; set; }

    /// <summary>Rows as tall as a chart.</summary>
    [Parameter]
    public bool Tall { get; set; }
}
