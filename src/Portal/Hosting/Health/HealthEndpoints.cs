using Portal.Access;
using Portal.Api;
using Portal.Domain.Operations;

namespace Portal.Hosting.Health;

internal static class HealthEndpoints
{
    /// <param name="staff">The group for what only staff may ask.</param>
    public static void MapProcesses(this IEndpointRouteBuilder staff) => staff
        .MapGet("/processes", async (ProcessQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Staff(), cancellationToken)).ToApi(context, processes => new(200, new Page<ReportedProcess>(processes, null))))
        .WithSummary("The processes of this deployment, how each does and what it depends on");
}
