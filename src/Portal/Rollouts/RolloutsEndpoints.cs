using Portal.Access;
using Portal.Api;
using Portal.Domain.Operations;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Rollouts;

internal static class RolloutsEndpoints
{
    public static void MapRollouts(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/rollouts").OnTenantHost().RequireAuthorization().WithTags("Rollouts");
        group.MapGet("", async (int? limit, string? cursor, string? state, string? plugin, RolloutQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(limit, cursor), new(state, plugin), cancellationToken)).ToApi(context))
            .WithSummary("Rollouts, newest first; state is active or finished");
        group.MapGet("/{id}", async (string id, RolloutQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One rollout");
        group.MapGet("/{id}/events", async (string id, RolloutQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.EventsAsync(context.Caller(), id, cancellationToken)).ToApi(context, events => new(200, new Page<RolloutEventView>(events, null))))
            .WithSummary("What happened, in words");
        group.MapGet("/{id}/measurements", async (string id, RolloutQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.MeasurementsAsync(context.Caller(), id, cancellationToken)).ToApi(context, ticks => new(200, new Page<RolloutMeasurementView>(ticks, null))))
            .WithSummary("What each tick measured");
        Command(group, "approvals", OperationKind.ApproveRollout, "Approve the step that waits");
        Command(group, "promotions", OperationKind.PromoteRollout, "Skip the remaining steps");
        Command(group, "aborts", OperationKind.AbortRollout, "Send all traffic back to the stable version");
        Command(group, "pauses", OperationKind.PauseRollout, "Keep it where it is; the comparison goes on and still rolls back");
        Command(group, "resumptions", OperationKind.ResumeRollout, "Go on after a pause");
        group.MapPost("/{id}/retries", async (string id, RetryRollout retry, HttpContext context, CancellationToken cancellationToken) =>
            (await retry.ExecuteAsync(context.Caller(), id, cancellationToken))
                .ToApi(context, accepted => new(StatusCodes.Status202Accepted, accepted, "/api/v1/rollouts/" + accepted.Rollout)))
            .Idempotent().WithSummary("Start a new rollout of the version that did not get through");
    }

    private static void Command(RouteGroupBuilder group, string noun, string kind, string summary) => group
        .MapPost("/{id}/" + noun, async (string id, RolloutCommandRequest request, ControlRollout control, HttpContext context, CancellationToken cancellationToken) =>
            (await control.ExecuteAsync(context.Caller(), id, kind, request, cancellationToken))
                .ToApi(context, accepted => new(StatusCodes.Status202Accepted, accepted, "/api/v1/operations/" + accepted.Operation)))
        .Idempotent().WithSummary(summary);
}
