using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Domain.Operations.Webhooks;
using Portal.Layout;

namespace Portal.Operations.Webhooks.Pages;

/// <summary>Where the tenant is told of what happens, and what came of it.</summary>
public sealed partial class WebhooksPage : LivePage
{
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal) { Topic.Rollout };
    private Dictionary<string, string> _errors = [];
    private IReadOnlyList<(WebhookEndpointView Endpoint, IReadOnlyList<WebhookDeliveryView> Sent)>? _endpoints;
    private WebhookEndpointWithSecret? _made;
    private WebhookEndpointView? _deleting;
    private string? _refusal;
    private string _url = "";

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private WebhookScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Webhook);
    }

    protected override async Task LoadAsync()
    {
        var endpoints = new List<(WebhookEndpointView, IReadOnlyList<WebhookDeliveryView>)>();
        foreach (var endpoint in await Screens.ListAsync(Gone))
        {
            endpoints.Add((endpoint, await Screens.DeliveriesAsync(endpoint.Id, Gone)));
        }

        _endpoints = endpoints;
    }

    private void Choose(string topic, bool wanted)
    {
        if (wanted)
        {
            _topics.Add(topic);
        }
        else
        {
            _topics.Remove(topic);
        }
    }

    private async Task AddAsync()
    {
        var result = await Screens.CreateAsync(_url.Trim(), [.. WebhookTopics.All.Where(_topics.Contains)], Gone);
        _errors = result.Error?.Fields.ToDictionary(field => field.Pointer, field => field.Message, StringComparer.Ordinal) ?? [];
        _refusal = result.Error is { Fields.Count: 0 } error ? error.Detail : null;
        if (result.Succeeded)
        {
            (_made, _url) = (result.Value, "");
            await LoadAsync();
        }
    }

    private async Task RotateAsync(WebhookEndpointView endpoint)
    {
        var result = await Screens.RotateAsync(endpoint.Id, Gone);
        if (result.Succeeded)
        {
            _made = result.Value;
        }

        await AfterAsync(result, "A new secret is made. Copy it now.");
    }

    private async Task TestAsync(WebhookEndpointView endpoint) => await AfterAsync(await Screens.TestAsync(endpoint.Id, Gone), "A test message is on its way.");

    private async Task ToggleAsync(WebhookEndpointView endpoint)
    {
        var state = endpoint.State == nameof(WebhookState.Enabled) ? WebhookState.Disabled : WebhookState.Enabled;
        await AfterAsync(await Screens.SetStateAsync(endpoint.Id, state, Gone), state == WebhookState.Enabled ? "The endpoint is enabled." : "The endpoint is disabled.");
    }

    private async Task DeleteAsync()
    {
        var endpoint = _deleting!;
        _deleting = null;
        await AfterAsync(await Screens.DeleteAsync(endpoint.Id, Gone), "The endpoint is deleted.");
    }

    private async Task AfterAsync<T>(Result<T> result, string done)
    {
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, done);
        }

        await LoadAsync();
    }
}
