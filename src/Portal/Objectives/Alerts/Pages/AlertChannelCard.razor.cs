using Microsoft.AspNetCore.Components;
using Portal.Components;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>One channel: what it is told of, and whether it works.</summary>
public sealed partial class AlertChannelCard : ComponentBase
{
    [Parameter, EditorRequired]
    public required AlertChannelView Channel { get; set; }

    /// <summary>What became of its latest test; null when it was never tried.</summary>
    [Parameter]
    public AlertDeliveryView? Tested { get; set; }

    [Parameter]
    public EventCallback OnTest { get; set; }

    [Parameter]
    public EventCallback OnToggle { get; set; }

    [Parameter]
    public EventCallback OnDelete { get; set; }

    private AlertKindWords Kind => AlertKindWords.Find(Channel.Kind)!;

    private bool NeedsSecret => !Channel.HasSecret && Channel.Kind is not ("email" or "alertmanager");

    private (string Text, Tone Tone) State => this switch
    {
        { NeedsSecret: true } => ("Needs a new secret", Tone.Warning),
        { Channel.DisabledAt: not null } => ("Disabled", Tone.Neutral),
        _ => ("Enabled", Tone.Success),
    };
}
