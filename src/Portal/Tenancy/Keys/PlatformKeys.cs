using System.Text.Json.Nodes;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Tenancy.Keys;

/// <summary>What staff see of a tenant's keys, and do to them.</summary>
internal sealed class PlatformKeys(TenantUnitOfWorks units, TenantDirectory directory, KeyCare care)
{
    public async Task<Result<IReadOnlyList<TenantKeyView>>> ListAsync(StaffCaller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.ReadTenants) is { } forbidden)
        {
            return forbidden;
        }

        return await FindAsync(id, cancellationToken) is not { } tenant
            ? new TenantUnknown(id)
            : Result<IReadOnlyList<TenantKeyView>>.Of([.. (await care.ReadAsync(tenant.Id, cancellationToken)).Select(key =>
                new TenantKeyView(key.Version, key.State.ToString(), key.Wrapped?.Provider, key.Wrapped?.KeyId, key.Seals, key.CreatedAt))]);
    }

    /// <summary>Asks for a new data key by which everything is sealed anew.</summary>
    public async Task<Result<KeyRotationView>> RotateAsync(StaffCaller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        if (await FindAsync(id, cancellationToken) is not { } tenant)
        {
            return new TenantUnknown(id);
        }

        var keys = await care.ReadAsync(tenant.Id, cancellationToken);
        if (keys.Count > 0 && keys.All(key => key.State == KeyState.Destroyed))
        {
            return new KeyDestroyed(KeyOwner.Of(tenant.Id).Name);
        }

        var from = keys.Select(key => key.Version).DefaultIfEmpty().Max();
        await using var work = await units.BeginAsPlatformAsync(tenant.Id, cancellationToken);
        var operation = work.Enqueue(
            OperationKind.RotateTenantKey, "tenant.key", ("tenant", tenant.Id.ToString()), new JsonObject { ["from"] = from }.ToJsonString(), caller.CorrelationId, "Platform staff");
        await TellAsync(work, caller, "tenant.key-rotation-requested", new() { ["version"] = $"{from + 1}" }, [new("keyVersion", $"{from}", $"{from + 1}")], cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new KeyRotationView(operation.ToString(), from + 1);
    }

    /// <summary>Destroys all of a tenant's keys, and with them everything that was ever sealed for it. Again, it finds nothing left to do.</summary>
    public async Task<Result<KeyDestructionView>> DestroyAsync(StaffCaller caller, string id, DestroyTenantKeyRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        if (await FindAsync(id, cancellationToken) is not { } tenant)
        {
            return new TenantUnknown(id);
        }

        if (request.Slug != tenant.Slug)
        {
            return new InvalidFields([new("/slug", FieldText.Excerpt(request.Slug), "Repeat the tenant's slug: what its keys sealed can never be read again.")]);
        }

        var last = (await care.ReadAsync(tenant.Id, cancellationToken)).Select(key => key.Version).DefaultIfEmpty().Max();
        await using (var work = await units.BeginAsPlatformAsync(tenant.Id, cancellationToken))
        {
            // First, so that there is no destruction that nobody asked for.
            await TellAsync(work, caller, "tenant.key-destruction-requested", [], [], cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        var gone = await care.DestroyAsync(tenant.Id, cancellationToken);
        await using (var work = await units.BeginAsPlatformAsync(tenant.Id, cancellationToken))
        {
            await TellAsync(work, caller, "tenant.keys-destroyed", [], [new("keyVersion", $"{last}", null)], cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return new KeyDestructionView(gone);
    }

    private static async Task TellAsync(
        TenantUnitOfWork work, StaffCaller caller, string action, Dictionary<string, string> detail, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        var actor = TransitionActor.Staff(work.Tenant, caller);
        work.Audit(actor.Caller, new(action, "tenant", work.Tenant.ToString(), "", detail) { Changes = changes });
        await PlatformLog.WriteAsync(work.Command, new(work.Now, actor.Kind, actor.StaffEmail, action, work.Tenant, detail, caller.CorrelationId), cancellationToken);
        work.Publish(Topic.Tenant, work.Tenant.ToString());
    }

    private async Task<TenantInfo?> FindAsync(string id, CancellationToken cancellationToken) =>
        TenantId.TryParse(id, out var tenant) ? await directory.FindAsync(tenant, cancellationToken) : null;
}
