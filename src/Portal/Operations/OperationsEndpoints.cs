using Portal.Access;
using Portal.Api;
using Portal.Tenancy;

namespace Portal.Operations;

internal static class OperationsEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/operations").OnTenantHost().RequireAuthorization().WithTags("Operations");
        group.MapGet("", async (int? limit, string? cursor, OperationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(limit, cursor), cancellationToken)).ToApi(context)).WithSummary("Operations, newest first");
        group.MapGet("/{id}", async (string id, OperationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One operation with its steps");
        group.MapGet("/{id}/events", async (string id, OperationQueries queries, OperationEvents events, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).Match<IResult>(
                _ => TypedResults.ServerSentEvents(events.FollowAsync(context.Caller(), id, cancellationToken)),
                error => ProblemMapper.ToResult(error, context))).WithSummary("Follow an operation by server-sent events");
    }
}
