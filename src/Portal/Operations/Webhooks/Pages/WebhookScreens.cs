using Portal.Access;
using Portal.Domain;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Operations.Retention;
using Portal.Layout;

namespace Portal.Operations.Webhooks.Pages;

/// <summary>What the page of webhooks asks and does.</summary>
internal sealed class WebhookScreens(
    CircuitCaller circuit, WebhookQueries queries, CreateWebhookEndpoint create, RotateWebhookSecret rotate, ChangeWebhookEndpoint change, TestWebhookEndpoint test,
    RetentionOptions retention)
{
    /// <summary>How long messages are kept.</summary>
    public TimeSpan Kept => retention.WebhookDeliveries;

    public async Task<IReadOnlyList<WebhookEndpointView>> ListAsync(CancellationToken cancellationToken) =>
        (await queries.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<IReadOnlyList<WebhookDeliveryView>> DeliveriesAsync(string id, CancellationToken cancellationToken) =>
        (await queries.DeliveriesAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing() ?? [];

    public Task<Result<WebhookEndpointWithSecret>> CreateAsync(string url, IReadOnlyList<string> topics, CancellationToken cancellationToken) =>
        KeyAnswers.OrRefusalAsync(async () => await create.ExecuteAsync(await circuit.GetAsync(), new(url, topics), cancellationToken));

    public Task<Result<WebhookEndpointWithSecret>> RotateAsync(string id, CancellationToken cancellationToken) =>
        KeyAnswers.OrRefusalAsync(async () => await rotate.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken));

    public async Task<Result<WebhookTestAccepted>> TestAsync(string id, CancellationToken cancellationToken) =>
        await test.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken);

    public async Task<Result<WebhookEndpointView>> SetStateAsync(string id, WebhookState state, CancellationToken cancellationToken) =>
        await change.SetStateAsync(await circuit.GetAsync(), id, state, cancellationToken);

    public async Task<Result<Unit>> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await change.DeleteAsync(await circuit.GetAsync(), id, cancellationToken);
}
