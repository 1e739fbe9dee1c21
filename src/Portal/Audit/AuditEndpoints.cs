using Portal.Access;
using Portal.Api;
using Portal.Tenancy;

namespace Portal.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api) => api
        .MapGet("/audit-records", async (string? action, string? subject, string? actor, int? limit, string? cursor, AuditQueries queries, HttpContext context,
            CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(action, subject, actor), new(limit, cursor), cancellationToken)).ToApi(context))
        .OnTenantHost().RequireAuthorization().WithTags("Audit").WithSummary("The audit log, newest first");
}
