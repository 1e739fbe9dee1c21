using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>The tenant's channels, with what became of their latest tests.</summary>
public sealed partial class AlertChannelsPage : LivePage
{
    private IReadOnlyList<AlertChannelView>? _channels;
    private IReadOnlyDictionary<string, AlertDeliveryView> _tests = new Dictionary<string, AlertDeliveryView>();
    private AlertChannelView? _deleting;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private AlertScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Alert);
    }

    protected override async Task LoadAsync()
    {
        var channels = await Screens.ChannelsAsync(Gone);
        (_tests, _channels) = (await Screens.TestsAsync(Gone), channels);
    }

    private async Task TestAsync(AlertChannelView channel) => await AfterAsync(await Screens.TestAsync(channel.Id, Gone), "A test is on its way.");

    private async Task ToggleAsync(AlertChannelView channel)
    {
        var enabled = channel.DisabledAt is not null;
        await AfterAsync(await Screens.SetEnabledAsync(channel.Id, enabled, Gone), enabled ? "The channel is enabled." : "The channel is disabled.");
    }

    private async Task DeleteAsync()
    {
        var channel = _deleting!;
        _deleting = null;
        await AfterAsync(await Screens.DeleteAsync(channel.Id, Gone), "The channel is deleted.");
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
