using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>The tenant's limits and how much of them is used.</summary>
internal sealed class QuotaQueries(TenantUnitOfWorks units)
{
    private const int Minutes = 60;

    public async Task<Result<IReadOnlyList<Quota>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var quotas = await work.ReadQuotasAsync(cancellationToken);
        var busiest = (await RequestCounts.ReadAsync(work, Since(work), cancellationToken)).Select(minute => minute.Requests - minute.Limited).DefaultIfEmpty(0).Max();
        return Result<IReadOnlyList<Quota>>.Of([.. quotas.Select(quota => quota.Resource == QuotaResource.ApiRequestsPerMinute ? quota with { Used = busiest } : quota)]);
    }

    /// <summary>The last hour minute by minute, oldest first, quiet minutes included.</summary>
    public async Task<Result<IReadOnlyList<RequestCount>>> RequestsAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var since = Since(work);
        var counted = (await RequestCounts.ReadAsync(work, since, cancellationToken)).ToDictionary(minute => minute.Minute);
        return Result<IReadOnlyList<RequestCount>>.Of([.. Enumerable.Range(0, Minutes).Select(minute => since.AddMinutes(minute))
            .Select(minute => counted.GetValueOrDefault(minute) ?? new(caller.Tenant, minute, 0, 0))]);
    }

    private static DateTimeOffset Since(TenantUnitOfWork work) =>
        new DateTimeOffset(work.Now.Ticks - (work.Now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1 - Minutes);
}
