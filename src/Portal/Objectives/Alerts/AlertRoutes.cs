using Portal.Access;
using Portal.Api;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Objectives.Alerts;

internal static class AlertRoutes
{
    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup("/alert-channels").OnTenantHost().RequireAuthorization().WithTags("Objectives");
        channels.MapGet("", async (AlertQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ChannelsAsync(context.Caller(), cancellationToken)).ToApi(context, found => new(200, new Page<AlertChannelView>(found, null))))
            .WithSummary("Where this tenant's alerts are sent");
        channels.MapGet("/{id}", async (string id, AlertQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ChannelAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One channel, without its secret");
        channels.MapPost("", async (AlertChannelRequest request, CreateAlertChannel create, HttpContext context, CancellationToken cancellationToken) =>
            (await create.ExecuteAsync(context.Caller(), request, cancellationToken)).ToApi(context, made => new(StatusCodes.Status201Created, made, "/api/v1/alert-channels/" + made.Id)))
            .Idempotent().WithSummary("Add a channel; its secret never comes out again");
        channels.MapPost("/{id}/tests", async (string id, TestAlertChannel test, HttpContext context, CancellationToken cancellationToken) =>
            (await test.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, made => new(StatusCodes.Status202Accepted, made, "/api/v1/operations/" + made.Operation)))
            .Idempotent().WithSummary("Send an alert about nothing to try a channel");
        channels.MapDelete("/{id}", async (string id, DeleteAlertChannel delete, HttpContext context, CancellationToken cancellationToken) =>
            (await delete.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, _ => new(StatusCodes.Status204NoContent, null)))
            .Idempotent().WithSummary("Forget a channel, its secret and what was sent to it");
        var alerts = api.MapGroup("/alerts").OnTenantHost().RequireAuthorization().WithTags("Objectives");
        alerts.MapGet("", async (AlertQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.AlertsAsync(context.Caller(), cancellationToken)).ToApi(context, found => new(200, new Page<AlertView>(found, null))))
            .WithSummary("The latest alerts, with what became of their messages");
        alerts.MapPost("/{id}/acknowledgements", async (string id, AcknowledgeAlert acknowledge, HttpContext context, CancellationToken cancellationToken) =>
            (await acknowledge.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, seen => new(StatusCodes.Status201Created, seen)))
            .Idempotent().WithSummary("Say that somebody looks after it");
    }
}
