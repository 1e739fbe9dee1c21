using Portal.Access;
using Portal.Api;
using Portal.Operations;

namespace Portal.Tenancy.Export;

internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/exports").OnTenantHost().RequireAuthorization().WithTags("Tenancy");
        group.MapGet("", async (int? limit, string? cursor, ExportQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(limit, cursor), cancellationToken)).ToApi(context)).WithSummary("Archives of this tenant, newest first");
        group.MapGet("/{id}", async (string id, ExportQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One archive and how far it is");
        group.MapGet("/{id}/content", async (string id, DownloadExport download, HttpContext context, CancellationToken cancellationToken) =>
            (await download.ExecuteAsync(context.Caller(), id, cancellationToken)).Match(
                ready => new ExportResult(ready, context.FindTenant()!.Slug), error => ProblemMapper.ToResult(error, context)))
            .WithSummary("Download an archive; every download is in the audit log").Produces(StatusCodes.Status200OK, contentType: "application/zip");
        group.MapPost("", async (StartExport start, HttpContext context, CancellationToken cancellationToken) =>
            (await start.ExecuteAsync(context.Caller(), cancellationToken)).ToApi(context, made => new(StatusCodes.Status202Accepted, made, "/api/v1/exports/" + made.Id)))
            .Idempotent().WithSummary("Start an archive of everything that this tenant owns");
    }
}
