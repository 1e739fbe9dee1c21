using System.Globalization;
using Portal.Access;
using Portal.Api;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Objectives.Alerts;

internal static class AlertRoutes
{
    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        MapChannels(api.MapGroup("/alert-channels").OnTenantHost().RequireAuthorization().WithTags("Objectives"));
        var alerts = api.MapGroup("").OnTenantHost().RequireAuthorization().WithTags("Objectives");
        alerts.MapGet("/alerts", async (int? limit, string? cursor, string? state, string? severity, string? @class, string? plugin, string? rollout, AlertQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(state, severity, @class, plugin, rollout), new(limit, cursor), cancellationToken)).ToApi(context))
            .WithSummary("Alerts, newest first, with what became of their messages; state is open, acknowledged or resolved");
        alerts.MapGet("/alerts/{id}", async (string id, AlertQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One alert");
        alerts.MapPost("/alerts/{id}/acknowledgements", async (string id, AcknowledgeAlert acknowledge, HttpContext context, CancellationToken cancellationToken) =>
            (await acknowledge.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, seen => new(StatusCodes.Status201Created, seen)))
            .Idempotent().WithSummary("Say that somebody looks after it");
        alerts.MapGet("/alert-routes", async (string? @class, string? severity, AlertChannelQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.RoutesAsync(context.Caller(), @class, severity, cancellationToken)).ToApi(context, found => new(200, new Page<AlertRouteView>(found, null))))
            .WithSummary("Where an alert of this class and severity would go now");
    }

    private static void MapChannels(RouteGroupBuilder channels)
    {
        channels.MapGet("", async (AlertChannelQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), cancellationToken)).ToApi(context, found => new(200, new Page<AlertChannelView>(found, null))))
            .WithSummary("Where this tenant's alerts are sent");
        channels.MapGet("/{id}", async (string id, AlertChannelQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context, found => Tagged(context, found))).WithSummary("One channel, without its secret");
        channels.MapPost("", async (AlertChannelRequest request, CreateAlertChannel create, HttpContext context, CancellationToken cancellationToken) =>
            (await create.ExecuteAsync(context.Caller(), request, cancellationToken)).ToApi(context, made => new(StatusCodes.Status201Created, made, "/api/v1/alert-channels/" + made.Id)))
            .Idempotent().WithSummary("Add a channel; its secret never comes out again");
        // Naturally idempotent: with If-Match a second attempt finds the first one's version.
        channels.MapPut("/{id}", async (string id, ChangeAlertChannelRequest request, ChangeAlertChannel change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.ReplaceAsync(context.Caller(), id, request, context.Request.Headers.IfMatch.ToString().Trim().Trim('"'), cancellationToken))
                .ToApi(context, changed => Tagged(context, changed)))
            .WithSummary("Change a channel; needs If-Match with the ETag that was read");
        channels.MapPost("/{id}/secret-rotations", async (string id, AlertSecretRequest request, RotateAlertSecret rotate, HttpContext context, CancellationToken cancellationToken) =>
            (await rotate.ExecuteAsync(context.Caller(), id, request, cancellationToken)).ToApi(context, made => new(StatusCodes.Status201Created, made)))
            .Idempotent().WithSummary("Give a channel another secret; a webhook's key before it signs for another day");
        channels.MapPost("/{id}/disablements", async (string id, ChangeAlertChannel change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.SetEnabledAsync(context.Caller(), id, enabled: false, cancellationToken)).ToApi(context)).Idempotent().WithSummary("Tell a channel nothing more");
        channels.MapPost("/{id}/enablements", async (string id, ChangeAlertChannel change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.SetEnabledAsync(context.Caller(), id, enabled: true, cancellationToken)).ToApi(context)).Idempotent().WithSummary("Tell a channel of alerts again");
        channels.MapPost("/{id}/tests", async (string id, TestAlertChannel test, HttpContext context, CancellationToken cancellationToken) =>
            (await test.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, made => new(StatusCodes.Status202Accepted, made, "/api/v1/operations/" + made.Operation)))
            .Idempotent().WithSummary("Send an alert about nothing to try a channel");
        channels.MapDelete("/{id}", async (string id, DeleteAlertChannel delete, HttpContext context, CancellationToken cancellationToken) =>
            (await delete.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, _ => new(StatusCodes.Status204NoContent, null)))
            .Idempotent().WithSummary("Forget a channel, its secret and what was sent to it");
    }

    private static ApiResponse Tagged(HttpContext context, AlertChannelView channel)
    {
        context.Response.Headers.ETag = $"\"{channel.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return new(200, channel);
    }
}
