using Portal.Access;
using Portal.Api;

namespace Portal.Operations;

/// <summary>The queue, for staff. What is done twice is refused the second time, and changes nothing.</summary>
internal static class PlatformOperationsEndpoints
{
    public static void MapPlatformOperations(this RouteGroupBuilder staff)
    {
        staff.MapGet("/operations", async (string? state, string? kind, int? limit, string? cursor, PlatformOperationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Staff(), new(state, kind), new(limit, cursor), cancellationToken)).ToApi(context))
            .WithSummary("Operations of all tenants and of the deployment, newest first; those that failed unless a state is given");
        staff.MapPost("/operations/{id}/retries", async (string id, ControlPlatformOperation control, HttpContext context, CancellationToken cancellationToken) =>
            (await control.RetryAsync(context.Staff(), null, id, cancellationToken)).ToApi(context, Accept)).WithSummary("Try an operation of the deployment again");
        staff.MapPost("/operations/{id}/cancellations", async (string id, CancelOperationRequest request, ControlPlatformOperation control, HttpContext context, CancellationToken cancellationToken) =>
            (await control.CancelAsync(context.Staff(), null, id, request, cancellationToken)).ToApi(context, Accept)).WithSummary("Cancel or discard an operation of the deployment");
        var tenants = staff.MapGroup("/tenants/{tenant}/operations/{id}");
        tenants.MapPost("/retries", async (string tenant, string id, ControlPlatformOperation control, HttpContext context, CancellationToken cancellationToken) =>
            (await control.RetryAsync(context.Staff(), tenant, id, cancellationToken)).ToApi(context, Accept)).WithSummary("Try a tenant's failed operation again");
        tenants.MapPost("/cancellations", async (string tenant, string id, CancelOperationRequest request, ControlPlatformOperation control, HttpContext context, CancellationToken cancellationToken) =>
            (await control.CancelAsync(context.Staff(), tenant, id, request, cancellationToken)).ToApi(context, Accept)).WithSummary("Cancel or discard a tenant's operation");
    }

    private static ApiResponse Accept(OperationChanged changed) => new(StatusCodes.Status202Accepted, changed);
}
