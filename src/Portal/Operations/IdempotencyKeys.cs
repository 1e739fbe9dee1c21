using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations;

namespace Portal.Operations;

/// <summary>The stored keys. A row is there before the work begins, so that two requests at once cannot both begin.</summary>
internal sealed class IdempotencyKeys(TenantUnitOfWorks units)
{
    /// <summary>How long a request may take before its key is taken to be abandoned by a crash.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Null when this request is the first; the stored answer when it was done before.</summary>
    public async Task<Result<StoredResponse?>> BeginAsync(IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(claim.Caller.Tenant, cancellationToken);
        await using var insert = work.Command(
            """
            insert into idempotency_key (tenant_id, principal, route, key, fingerprint, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, principal, route, key) do update set created_at = excluded.created_at
                where idempotency_key.completed_at is null and idempotency_key.created_at < $7 and idempotency_key.fingerprint = excluded.fingerprint
            """);
        foreach (var value in new object[] { work.Tenant.Value, claim.Caller.Principal, claim.Route, claim.Key, claim.Fingerprint, work.Now, work.Now - Lease })
        {
            insert.Parameters.Add(new() { Value = value });
        }

        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 1)
        {
            await work.CommitAsync(cancellationToken);
            return (StoredResponse?)null;
        }

        var row = await Rows(work, claim).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row switch
        {
            null => new IdempotencyKeyInFlight(claim.Key),
            _ when !row.Fingerprint.AsSpan().SequenceEqual(claim.Fingerprint) => new IdempotencyKeyReused(claim.Key),
            { CompletedAt: null } => new IdempotencyKeyInFlight(claim.Key),
            { Status: not StatusCodes.Status204NoContent, Body: null } => new IdempotencyShownOnce(claim.Key),
            _ => new StoredResponse(row.Status!.Value, row.Location, row.Body),
        };
    }

    public async Task CompleteAsync(IdempotencyClaim claim, int status, string? location, string? body, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(claim.Caller.Tenant, cancellationToken);
        await Rows(work, claim).ExecuteUpdateAsync(
            set => set.SetProperty(k => k.Status, status).SetProperty(k => k.Location, location).SetProperty(k => k.Body, body).SetProperty(k => k.CompletedAt, work.Now),
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    public async Task ForgetAsync(IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(claim.Caller.Tenant, cancellationToken);
        await Rows(work, claim).Where(k => k.CompletedAt == null).ExecuteDeleteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static IQueryable<IdempotencyKeyRow> Rows(TenantUnitOfWork work, IdempotencyClaim claim) =>
        work.Db.Set<IdempotencyKeyRow>().Where(k => k.Principal == claim.Caller.Principal && k.Route == claim.Route && k.Key == claim.Key);
}
