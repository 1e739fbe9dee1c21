using Portal.Access;
using Portal.Api;

namespace Portal.Operations.Backups;

/// <summary>Backups, for staff. They are made, verified and restored by commands, on machines that have the keys.</summary>
internal static class BackupEndpoints
{
    public static void MapBackups(this IEndpointRouteBuilder staff)
    {
        staff.MapGet("/backups", async (int? limit, string? cursor, BackupQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Staff(), new(limit, cursor), cancellationToken)).ToApi(context)).WithSummary("All backups, youngest first");
        staff.MapGet("/backup-summary", async (BackupQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.SummaryAsync(context.Staff(), cancellationToken)).ToApi(context)).WithSummary("The last good backup, and whether the next is late");
    }
}
