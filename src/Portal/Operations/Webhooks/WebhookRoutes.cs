using Portal.Access;
using Portal.Api;
using Portal.Domain.Operations.Webhooks;
using Portal.Tenancy;

namespace Portal.Operations.Webhooks;

internal static class WebhookRoutes
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/webhook-endpoints").OnTenantHost().RequireAuthorization().WithTags("Operations");
        group.MapGet("", async (WebhookQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), cancellationToken)).ToApi(context, endpoints => new(200, new Page<WebhookEndpointView>(endpoints, null))))
            .WithSummary("Where this tenant is told of what happens");
        group.MapGet("/{id}", async (string id, WebhookQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One endpoint, without its secret");
        group.MapGet("/{id}/deliveries", async (string id, WebhookQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.DeliveriesAsync(context.Caller(), id, cancellationToken)).ToApi(context, sent => new(200, new Page<WebhookDeliveryView>(sent, null))))
            .WithSummary("The latest messages to an endpoint, with each attempt");
        group.MapPost("", async (CreateWebhookEndpointRequest request, CreateWebhookEndpoint create, HttpContext context, CancellationToken cancellationToken) =>
            (await create.ExecuteAsync(context.Caller(), request, cancellationToken))
                .ToApi(context, made => new(StatusCodes.Status201Created, made, "/api/v1/webhook-endpoints/" + made.Id)))
            .Idempotent(answersSecret: true).WithSummary("Add an endpoint; its secret is shown once");
        group.MapPost("/{id}/secret-rotations", async (string id, RotateWebhookSecret rotate, HttpContext context, CancellationToken cancellationToken) =>
            (await rotate.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, made => new(StatusCodes.Status201Created, made)))
            .Idempotent(answersSecret: true).WithSummary("Make a new secret, shown once; the one before signs for another day");
        group.MapPost("/{id}/tests", async (string id, TestWebhookEndpoint test, HttpContext context, CancellationToken cancellationToken) =>
            (await test.ExecuteAsync(context.Caller(), id, cancellationToken))
                .ToApi(context, made => new(StatusCodes.Status202Accepted, made, "/api/v1/operations/" + made.Operation)))
            .Idempotent().WithSummary("Send a message to try an endpoint");
        group.MapPost("/{id}/disablements", async (string id, ChangeWebhookEndpoint change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.SetStateAsync(context.Caller(), id, WebhookState.Disabled, cancellationToken)).ToApi(context)).Idempotent().WithSummary("Stop sending to an endpoint");
        group.MapPost("/{id}/enablements", async (string id, ChangeWebhookEndpoint change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.SetStateAsync(context.Caller(), id, WebhookState.Enabled, cancellationToken)).ToApi(context)).Idempotent().WithSummary("Send to an endpoint again");
        group.MapDelete("/{id}", async (string id, ChangeWebhookEndpoint change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.DeleteAsync(context.Caller(), id, cancellationToken)).ToApi(context, _ => new(StatusCodes.Status204NoContent, null)))
            .Idempotent().WithSummary("Forget an endpoint, its secret and its attempts");
    }
}
