using Portal.Access;
using Portal.Api;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").OnTenantHost().RequireAuthorization().WithTags("Audit");
        group.MapGet("/audit-records", ListAsync).WithSummary("The audit log, newest first");
        group.MapGet("/audit-records/export", async (string? format, ExportAudit export, HttpContext context, CancellationToken cancellationToken) =>
            (await export.ExecuteAsync(context.Caller(), format, cancellationToken)).Match(
                ready => new AuditDownloadResult(ready, context.FindTenant()!.Slug), error => ProblemMapper.ToResult(error, context)))
            .WithSummary("The whole log: format=jsonl can be proved by portal audit verify, format=csv is for spreadsheets")
            .Produces(StatusCodes.Status200OK, contentType: "application/jsonl", additionalContentTypes: "text/csv");
        group.MapGet("/audit-records/{id}", async (string id, AuditQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One record");
        group.MapGet("/audit-records/{id}/proof", async (string id, AuditProofs proofs, HttpContext context, CancellationToken cancellationToken) =>
            (await proofs.InclusionAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("Proof that a record is in the log that was signed");
        group.MapGet("/audit-checkpoints", async (int? limit, string? cursor, AuditCheckpoints checkpoints, HttpContext context, CancellationToken cancellationToken) =>
            (await checkpoints.ListAsync(context.Caller(), new(limit, cursor), cancellationToken)).ToApi(context)).WithSummary("Signed heads of the log's tree, newest first");
        group.MapGet("/audit-checkpoints/consistency", async (long? from, long? to, AuditProofs proofs, HttpContext context, CancellationToken cancellationToken) =>
            (await proofs.ConsistencyAsync(context.Caller(), from, to, cancellationToken)).ToApi(context)).WithSummary("Proof that the log of one size is the beginning of that of another");
        group.MapPost("/members/{id}/audit-erasures", async (string id, EraseFromAudit erase, HttpContext context, CancellationToken cancellationToken) =>
            (await erase.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, erased => new(StatusCodes.Status201Created, erased)))
            .Idempotent().WithSummary("Take what the log says of one person out of it; proofs stay valid");
        // For anybody who is to check a log, also without an account. They are the deployment's, so they are at no tenant's address.
        api.MapGet("/audit-signing-keys", async (AuditCheckpoints checkpoints, CancellationToken cancellationToken) =>
            Results.Text(await checkpoints.KeysAsync(cancellationToken))).OnRootHost().WithTags("Audit").WithSummary("The public keys that checkpoints are signed with, one a line");
    }

    private static async Task<IResult> ListAsync(
        string? action, string? subject, string? actor, DateTimeOffset? since, DateTimeOffset? until, int? limit, string? cursor, AuditQueries queries, HttpContext context,
        CancellationToken cancellationToken) =>
        (await queries.ListAsync(context.Caller(), new(action, subject, actor, since?.ToUniversalTime(), until?.ToUniversalTime()), new(limit, cursor), cancellationToken)).ToApi(context);
}
