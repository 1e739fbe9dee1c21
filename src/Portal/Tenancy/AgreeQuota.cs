using System.Globalization;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Tenancy;

/// <summary>
/// Staff agree a limit with a tenant, or go back to everybody's. Naturally idempotent: what is already so stays so, and is recorded once. A limit below
/// what is used takes nothing away; it refuses what is to come.
/// </summary>
internal sealed class AgreeQuota(TenantUnitOfWorks units, TenantPlaces places, PlatformDatabase shared)
{
    public async Task<Result<PlatformQuota>> AgreeAsync(StaffCaller caller, string id, string resource, AgreeQuotaRequest request, CancellationToken cancellationToken)
    {
        var faults = QuotaLimit.Check(request.Limit, request.Reason);
        return faults.Count > 0 && caller.Lacks(StaffPermission.AgreeQuotas) is null
            ? new InvalidFields(faults)
            : await ChangeAsync(
                caller,
                id,
                resource,
                "quota.agreed",
                new(StringComparer.Ordinal) { ["limit"] = $"{request.Limit}" },
                request.Reason ?? "",
                (work, known) => QuotaOverrides.AgreeAsync(work, known, request.Limit!.Value, request.Reason!, cancellationToken),
                cancellationToken);
    }

    public Task<Result<PlatformQuota>> WithdrawAsync(StaffCaller caller, string id, string resource, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        id,
        resource,
        "quota.withdrawn",
        new(StringComparer.Ordinal),
        "",
        (work, known) => QuotaOverrides.WithdrawAsync(work, known, cancellationToken),
        cancellationToken);

    private async Task<Result<PlatformQuota>> ChangeAsync(
        StaffCaller caller,
        string id,
        string resource,
        string action,
        Dictionary<string, string> detail,
        string reason,
        Func<TenantUnitOfWork, QuotaResource, Task<bool>> change,
        CancellationToken cancellationToken)
    {
        if (caller.Lacks(StaffPermission.AgreeQuotas) is { } forbidden)
        {
            return forbidden;
        }

        if (Parse(resource) is not { } known)
        {
            return new QuotaUnknown(resource);
        }

        if (!TenantId.TryParse(id, out var tenant))
        {
            return new TenantUnknown(id);
        }

        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        switch (work.State)
        {
            case null:
                return new TenantUnknown(id);
            case TenantState.Deleting or TenantState.Deleted:
                return new QuotaOfLeavingTenant(work.State.Value);
        }

        var before = await ReadAsync(work, known, cancellationToken);
        var changed = await change(work, known);
        var now = await ReadAsync(work, known, cancellationToken);
        if (changed)
        {
            detail["resource"] = known.ToString();
            await RecordAsync(work, caller, action, detail, reason, AuditDifference.Between(Fields(before), Fields(now)), cancellationToken);
            await work.CommitAsync(cancellationToken);
            if (await places.FindAsync(tenant, cancellationToken) is { } own)
            {
                await TenantMirror.BringAsync(own.Platform, shared, cancellationToken);
            }
        }

        return now;
    }

    private static async Task RecordAsync(
        TenantUnitOfWork work, StaffCaller caller, string action, Dictionary<string, string> detail, string reason, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        var actor = TransitionActor.Staff(work.Tenant, caller);
        // The reason is a person's own words: it stays in the tenant's log, and goes with it.
        await PlatformLog.WriteAsync(work.Command, new(work.Now, actor.Kind, actor.StaffEmail, action, work.Tenant, detail, caller.CorrelationId), cancellationToken);
        var told = reason.Length == 0 ? detail : new Dictionary<string, string>(detail, StringComparer.Ordinal) { ["reason"] = reason };
        work.Audit(actor.Caller, new(action, "quota", detail["resource"], QuotaWords.Of(Enum.Parse<QuotaResource>(detail["resource"])), told) { Changes = changes });
        work.Publish(Topic.Quota, detail["resource"]);
        // How often it may ask is remembered with the tenant.
        work.Publish(Topic.Tenant, work.Tenant.ToString());
    }

    private static async Task<PlatformQuota> ReadAsync(TenantUnitOfWork work, QuotaResource resource, CancellationToken cancellationToken) =>
        (await PlatformQuotas.ReadAsync(work, cancellationToken)).Single(quota => quota.Resource == resource.ToString());

    private static AuditField[] Fields(PlatformQuota quota) =>
        [new("limit", quota.Limit.ToString(CultureInfo.InvariantCulture)), new("agreed", quota.AgreedAt is null ? "false" : "true"), new("reason", quota.Reason)];

    private static QuotaResource? Parse(string resource) =>
        Enum.TryParse<QuotaResource>(resource, ignoreCase: true, out var known) && Enum.IsDefined(known) && char.IsAsciiLetter(resource[0]) && !resource.Contains(',', StringComparison.Ordinal)
            ? known
            : null;
}
