using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations.Webhooks;

namespace Portal.Operations.Webhooks.Pages;

/// <summary>One endpoint, and the latest messages to it.</summary>
public sealed partial class WebhookCard : ComponentBase
{
    [Parameter, EditorRequired]
    public required WebhookEndpointView Endpoint { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<WebhookDeliveryView> Sent { get; set; }

    [Parameter]
    public EventCallback OnTest { get; set; }

    [Parameter]
    public EventCallback OnRotate { get; set; }

    [Parameter]
    public EventCallback OnToggle { get; set; }

    [Parameter]
    public EventCallback OnDelete { get; set; }

    private bool IsEnabled => Endpoint.State == nameof(WebhookState.Enabled);

    private bool MaySend => IsEnabled && Endpoint.HasSecret;

    private (string Text, Tone Tone) State => WebhookWords.State(Endpoint);
}
