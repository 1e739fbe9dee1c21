using Portal.Access;
using Portal.Api;

namespace Portal.Tenancy;

internal static class TenancyEndpoints
{
    public static void MapTenancy(this IEndpointRouteBuilder api)
    {
        api.MapPost("/tenants", SignUpAsync).OnRootHost().WithSummary("Sign up: make a tenant and its first admin").WithTags("Tenancy");
        var group = api.MapGroup("").OnTenantHost().RequireAuthorization().WithTags("Tenancy");
        group.MapGet("/tenant", async (TenantQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), cancellationToken)).ToApi(context, tenant => Tagged(context, tenant.Version, new(200, tenant))))
            .WithSummary("What this tenant is");
        group.MapPatch("/tenant", RenameAsync).WithSummary("Rename this tenant; needs If-Match with the ETag that was read");
        group.MapGet("/tenant/deletions/current", async (DeleteTenant delete, HttpContext context, CancellationToken cancellationToken) =>
            (await delete.FindAsync(context.Caller(), cancellationToken)).ToApi(context)).WithSummary("Whether this tenant is being deleted, and until when that can be undone");
        // Naturally idempotent: asked for twice, it is being deleted once, and the grace period begins once.
        group.MapPost("/tenant/deletions", async (RequestDeletionRequest request, DeleteTenant delete, HttpContext context, CancellationToken cancellationToken) =>
            (await delete.RequestAsync(context.Caller(), request, cancellationToken)).ToApi(context, made => new(StatusCodes.Status202Accepted, made)))
            .WithSummary("Delete this tenant once its grace period is over");
        group.MapPost("/tenant/deletion-cancellations", async (DeleteTenant delete, HttpContext context, CancellationToken cancellationToken) =>
            (await delete.CancelAsync(context.Caller(), cancellationToken)).ToApi(context)).WithSummary("Keep this tenant after all");
        group.MapGet("/quotas", async (QuotaQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), cancellationToken))
                .ToApi(context, quotas => new(200, new Page<QuotaView>([.. quotas.Select(QuotaView.Of)], null))))
            .WithSummary("This tenant's limits and how much of them is used");
        group.MapGet("/request-counts", async (QuotaQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.RequestsAsync(context.Caller(), cancellationToken)).ToApi(context, minutes => new(200,
                new Page<RequestCountView>([.. minutes.Select(minute => new RequestCountView(minute.Minute, minute.Requests, minute.Limited))], null))))
            .WithSummary("This tenant's requests of the last hour, minute by minute");
    }

    // The key is the caller's choice here: without one a slug is taken once all the same.
    private static async Task<IResult> SignUpAsync(SignUpRequest request, SignUp signUp, SignUpOnce once, HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.Headers.TryGetValue("Idempotency-Key", out var key))
        {
            return (await signUp.ExecuteAsync(request, Correlation.Id(context), context.Address(), cancellationToken))
                .ToApi(context, made => new(StatusCodes.Status201Created, made, made.Url));
        }

        var result = await once.ExecuteAsync(request, key.ToString(), Correlation.Id(context), context.Address(), cancellationToken);
        return result.ToApi(context, done =>
        {
            if (done.Again)
            {
                context.Response.Headers["Idempotency-Replayed"] = "true";
            }

            return new(StatusCodes.Status201Created, done.Made, done.Made.Url);
        });
    }

    // Naturally idempotent: with If-Match a second attempt finds the first one's version.
    private static async Task<IResult> RenameAsync(RenameTenantRequest request, RenameTenant rename, HttpContext context, CancellationToken cancellationToken)
    {
        var version = context.Request.Headers.IfMatch.ToString().Trim().Trim('"');
        var result = await rename.ExecuteAsync(context.Caller(), request, version, cancellationToken);
        return result.ToApi(context, changed => Tagged(context, changed, new(StatusCodes.Status204NoContent, null)));
    }

    private static ApiResponse Tagged(HttpContext context, string version, ApiResponse response)
    {
        context.Response.Headers.ETag = $"\"{version}\"";
        return response;
    }
}
