using Portal.Access;
using Portal.Api;
using Portal.Tenancy;

namespace Portal.Operations;

internal static class OperationsEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/operations").OnTenantHost().RequireAuthorization().WithTags("Operations");
        group.MapGet("", async (string? state, string? kind, int? limit, string? cursor, OperationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(state, kind), new(limit, cursor), cancellationToken)).ToApi(context)).WithSummary("Operations, newest first");
        group.MapGet("/{id}", async (string id, OperationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One operation with its steps and attempts");
        group.MapGet("/{id}/events", async (string id, OperationQueries queries, OperationEvents events, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).Match<IResult>(
                _ => TypedResults.ServerSentEvents(events.FollowAsync(context.Caller(), id, cancellationToken)),
                error => ProblemMapper.ToResult(error, context))).WithSummary("Follow an operation by server-sent events");
        group.MapPost("/{id}/retries", async (string id, ControlOperation control, HttpContext context, CancellationToken cancellationToken) =>
            (await control.RetryAsync(context.Caller(), id, cancellationToken)).ToApi(context, Accept)).Idempotent().WithSummary("Try a failed operation again");
        group.MapPost("/{id}/cancellations", async (string id, CancelOperationRequest request, ControlOperation control, HttpContext context, CancellationToken cancellationToken) =>
            (await control.CancelAsync(context.Caller(), id, request, cancellationToken)).ToApi(context, Accept)).Idempotent()
            .WithSummary("Cancel an operation that is not over, or discard one that failed");
    }

    private static ApiResponse Accept(OperationChanged changed) => new(StatusCodes.Status202Accepted, changed, "/api/v1/operations/" + changed.Operation);
}
