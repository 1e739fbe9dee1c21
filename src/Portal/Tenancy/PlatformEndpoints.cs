using System.Text;
using Portal.Access;
using Portal.Api;
using Portal.Hosting.Health;
using Portal.Operations;
using Portal.Operations.Backups;
using Portal.Tenancy.Keys;

namespace Portal.Tenancy;

/// <summary>
/// Tenants, for staff, on the root host. Changes are naturally idempotent: they name the state that is wanted, and what is already so stays so.
/// </summary>
internal static class PlatformEndpoints
{
    public static void MapPlatform(this IEndpointRouteBuilder api)
    {
        var staff = api.MapStaff();
        staff.MapProcesses();
        staff.MapPlatformOperations();
        staff.MapBackups();
        var group = staff.MapGroup("/tenants");
        group.MapKeys();
        group.MapGet("", async (string? state, string? search, int? limit, string? cursor, PlatformTenants tenants, HttpContext context, CancellationToken cancellationToken) =>
            (await tenants.ListAsync(context.Staff(), new(state, search), new(limit, cursor), cancellationToken)).ToApi(context)).WithSummary("All tenants, newest first");
        group.MapGet("/{id}", async (string id, PlatformTenantQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Staff(), id, cancellationToken)).ToApi(context)).WithSummary("One tenant: its size, its life, its latest operations");
        group.MapGet("/{id}/certificate", CertificateAsync).WithSummary("What remains of a deleted tenant: its deletion certificate");
        group.MapPost("/{id}/suspensions", async (string id, SuspendTenantRequest request, ChangeTenant change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.SuspendAsync(context.Staff(), id, request, cancellationToken)).ToApi(context)).WithSummary("Stop serving a tenant and keep everything of it");
        group.MapPost("/{id}/resumptions", async (string id, ChangeTenant change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.ResumeAsync(context.Staff(), id, cancellationToken)).ToApi(context)).WithSummary("Serve a suspended tenant again");
        group.MapPost("/{id}/deletions", async (string id, DeleteTenantRequest request, ChangeTenant change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.DeleteAsync(context.Staff(), id, request, cancellationToken)).ToApi(context, made => new(StatusCodes.Status202Accepted, made)))
            .WithSummary("Delete a tenant once its grace period is over");
        group.MapPost("/{id}/moves", async (string id, MoveTenantRequest request, MoveTenant move, HttpContext context, CancellationToken cancellationToken) =>
            (await move.ExecuteAsync(context.Staff(), id, request, cancellationToken)).ToApi(context, made => new(StatusCodes.Status202Accepted, made)))
            .WithSummary("Keep a tenant's rows in a schema or a database of its own");
        group.MapPut("/{id}/quotas/{resource}", async (
            string id, string resource, AgreeQuotaRequest request, AgreeQuota agree, HttpContext context, CancellationToken cancellationToken) =>
            (await agree.AgreeAsync(context.Staff(), id, resource, request, cancellationToken)).ToApi(context)).WithSummary("Agree a limit with a tenant");
        group.MapDelete("/{id}/quotas/{resource}", async (string id, string resource, AgreeQuota agree, HttpContext context, CancellationToken cancellationToken) =>
            (await agree.WithdrawAsync(context.Staff(), id, resource, cancellationToken)).ToApi(context)).WithSummary("Go back to everybody's limit");
        group.MapPost("/{id}/deletion-cancellations", async (string id, ChangeTenant change, HttpContext context, CancellationToken cancellationToken) =>
            (await change.CancelDeletionAsync(context.Staff(), id, cancellationToken)).ToApi(context)).WithSummary("Keep a tenant whose grace period is not over");
    }

    private static async Task<IResult> CertificateAsync(string id, PlatformTenantQueries queries, HttpContext context, CancellationToken cancellationToken) =>
        (await queries.CertificateAsync(context.Staff(), id, cancellationToken)).Match(
            certificate =>
            {
                // As stored, byte for byte: whoever has the file can check it against the digest (RFC 9530).
                context.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(certificate.Hash))}:";
                return Results.File(Encoding.UTF8.GetBytes(certificate.Document), "application/json", $"deletion-certificate-{id}.json");
            },
            error => ProblemMapper.ToResult(error, context));
}
