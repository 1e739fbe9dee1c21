using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>What happened, why, what to do, and the code for support.</summary>
public sealed partial class ErrorState : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Detail { get; set; }

    [Parameter]
    public string? CorrelationId { get; set; }

    /// <summary>Tries again in place; without it the page is reloaded.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }
}
