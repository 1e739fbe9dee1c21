using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Api;
using Portal.Objectives.Alerts;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Objectives;

internal static class ObjectivesEndpoints
{
    public static void MapObjectives(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/objectives").OnTenantHost().RequireAuthorization().WithTags("Objectives");
        MapReading(group);
        group.MapPost("", async (JsonObject request, CreateObjective create, HttpContext context, CancellationToken cancellationToken) =>
            (await create.ExecuteAsync(context.Caller(), request, cancellationToken)).ToApi(context, Accepted))
            .Idempotent().WithSummary("Make an objective of an OpenSLO v1 document of kind SLO");
        group.MapPut("/{id}", async (string id, JsonObject request, ReplaceObjective replace, HttpContext context, CancellationToken cancellationToken) =>
            (await replace.ExecuteAsync(context.Caller(), id, request, context.Request.Headers.IfMatch.ToString().Trim().Trim('"'), cancellationToken)).ToApi(context, Accepted))
            .Idempotent().WithSummary("Say anew what it is; needs If-Match with the ETag that was read");
        group.MapDelete("/{id}", async (string id, DeleteObjective delete, HttpContext context, CancellationToken cancellationToken) =>
            (await delete.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, Accepted))
            .Idempotent().WithSummary("Take it away, with its history");
        group.MapPost("/{id}/overrides", async (string id, BudgetOverrideRequest request, OverrideBudget let, HttpContext context, CancellationToken cancellationToken) =>
            (await let.ExecuteAsync(context.Caller(), id, request, cancellationToken)).ToApi(context, Accepted))
            .Idempotent().WithSummary("Let new versions begin for a while although its budget is spent or its breaker is open");
    }

    private static void MapReading(RouteGroupBuilder group)
    {
        group.MapGet("", async (int? limit, string? cursor, string? state, string? plugin, string? sort, ObjectiveQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(limit, cursor), new(state, plugin, sort), cancellationToken)).ToApi(context))
            .WithSummary("Objectives by name, or the worst first, with their budgets");
        group.MapGet("/summary", async (ObjectiveQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.SummaryAsync(context.Caller(), cancellationToken)).ToApi(context)).WithSummary("All objectives in a few figures");
        group.MapGet("/{id}", async (string id, ObjectiveQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context, found => Tagged(context, found)))
            .WithSummary("One objective: budget, burns, breaker, and what it is");
        group.MapGet("/{id}/history", async (string id, ObjectiveQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.HistoryAsync(context.Caller(), id, cancellationToken)).ToApi(context, found => new(200, new Page<ObjectivePointView>(found, null))))
            .WithSummary("How its budget went over its window");
        group.MapGet("/{id}/violations", async (string id, ObjectiveQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ViolationsAsync(context.Caller(), id, cancellationToken)).ToApi(context, found => new(200, new Page<ViolationView>(found, null))))
            .WithSummary("What was wrong with it, from when until when");
        group.MapGet("/{id}/alerts", async (string id, ObjectiveQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.AlertsAsync(context.Caller(), id, cancellationToken)).ToApi(context, found => new(200, new Page<AlertView>(found, null))))
            .WithSummary("Who was told of it");
    }

    private static ApiResponse Accepted(ObjectiveAccepted accepted) => new(StatusCodes.Status202Accepted, accepted, "/api/v1/operations/" + accepted.Operation);

    private static ApiResponse Tagged(HttpContext context, ObjectiveView found)
    {
        context.Response.Headers.ETag = $"\"{found.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return new(200, found);
    }
}
