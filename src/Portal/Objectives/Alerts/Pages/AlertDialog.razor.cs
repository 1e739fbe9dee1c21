using Microsoft.AspNetCore.Components;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>One alert: what was measured, where it is shown, and what became of its messages.</summary>
public sealed partial class AlertDialog : ComponentBase
{
    /// <summary>Null shows nothing.</summary>
    [Parameter, EditorRequired]
    public required AlertView? Shown { get; set; }

    [Parameter]
    public bool MayAcknowledge { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnAcknowledge { get; set; }
}
