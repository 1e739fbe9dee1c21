using System.Globalization;
using System.Security.Cryptography;
using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations.Webhooks;
using Portal.Layout;
using Portal.Operations.Webhooks.Pages;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>What the pages of alerts ask and do, as the person of this circuit.</summary>
internal sealed class AlertScreens(
    CircuitCaller circuit, AlertQueries alerts, AlertChannelQueries channels, CreateAlertChannel create, ChangeAlertChannel change, RotateAlertSecret rotate, TestAlertChannel test,
    DeleteAlertChannel delete, AcknowledgeAlert acknowledge, TimeProvider time)
{
    private const int RecentTests = 100;

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<PageOf<AlertView>> ListAsync(AlertFilter filter, string? cursor, CancellationToken cancellationToken)
    {
        var page = (await alerts.ListAsync(await circuit.GetAsync(), filter, new(null, cursor), cancellationToken)).OrRefuse();
        return new(page.Items, page.NextCursor);
    }

    public async Task<AlertView?> FindAsync(string id, CancellationToken cancellationToken) => (await alerts.FindAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing();

    public async Task<Result<AlertView>> AcknowledgeAsync(string id, CancellationToken cancellationToken) => await acknowledge.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken);

    public async Task<IReadOnlyList<AlertChannelView>> ChannelsAsync(CancellationToken cancellationToken) => (await channels.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<AlertChannelView?> ChannelAsync(string id, CancellationToken cancellationToken) => (await channels.FindAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing();

    /// <summary>What became of the latest test of each channel, by the channel's id.</summary>
    public async Task<IReadOnlyDictionary<string, AlertDeliveryView>> TestsAsync(CancellationToken cancellationToken)
    {
        var page = (await alerts.ListAsync(await circuit.GetAsync(), new(Class: AlertClass.Test), new(RecentTests, null), cancellationToken)).OrRefuse();
        return page.Items.SelectMany(alert => alert.Deliveries).GroupBy(sent => sent.Channel, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MaxBy(sent => sent.CreatedAt)!, StringComparer.Ordinal);
    }

    public Task<Result<AlertChannelView>> CreateAsync(AlertChannelForm form, CancellationToken cancellationToken) =>
        KeyAnswers.OrRefusalAsync(async () => await create.ExecuteAsync(await circuit.GetAsync(), form.Create(), cancellationToken));

    public async Task<Result<AlertChannelView>> SaveAsync(string id, AlertChannelForm form, long version, CancellationToken cancellationToken) =>
        await change.ReplaceAsync(await circuit.GetAsync(), id, form.Change(), version.ToString(CultureInfo.InvariantCulture), cancellationToken);

    public Task<Result<AlertChannelView>> RotateAsync(string id, string secret, CancellationToken cancellationToken) =>
        KeyAnswers.OrRefusalAsync(async () => await rotate.ExecuteAsync(await circuit.GetAsync(), id, new(secret), cancellationToken));

    public async Task<Result<AlertTestAccepted>> TestAsync(string id, CancellationToken cancellationToken) => await test.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken);

    public async Task<Result<AlertChannelView>> SetEnabledAsync(string id, bool enabled, CancellationToken cancellationToken) =>
        await change.SetEnabledAsync(await circuit.GetAsync(), id, enabled, cancellationToken);

    public async Task<Result<Unit>> DeleteAsync(string id, CancellationToken cancellationToken) => await delete.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken);

    /// <summary>A signing key for a webhook, for a person who has none at hand.</summary>
    public static string NewKey() => WebhookSecret.Write(RandomNumberGenerator.GetBytes(WebhookSecret.KeyLength));
}
