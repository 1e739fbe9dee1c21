using System.Text.Json.Nodes;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>Staff ask for a tenant's rows to be kept further apart; the operator moves them while the tenant is served.</summary>
internal sealed class MoveTenant(TenantUnitOfWorks units, OwnDatabases databases)
{
    public async Task<Result<TenantMoveView>> ExecuteAsync(StaffCaller caller, string id, MoveTenantRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.MoveTenants) is { } forbidden)
        {
            return forbidden;
        }

        if (Check(request) is { } fault)
        {
            return new InvalidFields([fault]);
        }

        if (!TenantId.TryParse(id, out var tenant))
        {
            return new TenantUnknown(id);
        }

        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        if (await IsolationAsync(work, cancellationToken) is not { } current)
        {
            return new TenantUnknown(id);
        }

        var wanted = Enum.Parse<TenantIsolation>(request.Isolation!, ignoreCase: true);
        if (wanted <= current)
        {
            return new MoveRefused(current, wanted);
        }

        var payload = new JsonObject { ["isolation"] = request.Isolation, ["database"] = request.Database };
        var operation = work.Enqueue(
            OperationKind.MoveTenant, "tenant.move", ("tenant", tenant.ToString()), payload.ToJsonString(), caller.CorrelationId, "Platform staff");
        var actor = TransitionActor.Staff(tenant, caller);
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["isolation"] = wanted.ToString() };
        work.Audit(actor.Caller, new("tenant.move-requested", "tenant", tenant.ToString(), "", detail) { Changes = [new("isolation", current.ToString(), wanted.ToString())] });
        await PlatformLog.WriteAsync(
            work.Command, new(work.Now, actor.Kind, actor.StaffEmail, "tenant.move-requested", tenant, detail, caller.CorrelationId), cancellationToken);
        work.Publish(Topic.Tenant, tenant.ToString());
        await work.CommitAsync(cancellationToken);
        return new TenantMoveView(operation.ToString(), wanted.ToString());
    }

    private FieldError? Check(MoveTenantRequest request) => request switch
    {
        { Isolation: "schema", Database: null } => null,
        { Isolation: "schema" } => new("/database", FieldText.Excerpt(request.Database), "A schema of its own is in the shared database: leave the database out."),
        { Isolation: "database", Database: { } name } when databases.Find(name) is not null => null,
        { Isolation: "database" } => new("/database", FieldText.Excerpt(request.Database), databases.All.Count == 0
            ? "This deployment names no databases for single tenants: add one to Database:Own first."
            : $"A database is one of {string.Join(", ", databases.All.Select(d => d.Name))}."),
        _ => new("/isolation", FieldText.Excerpt(request.Isolation), "An isolation to move to is schema or database."),
    };

    private static async Task<TenantIsolation?> IsolationAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = work.Command("select isolation from portal.tenant where id = $1");
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        return await select.ExecuteScalarAsync(cancellationToken) is string word ? Enum.Parse<TenantIsolation>(word, ignoreCase: true) : null;
    }
}
