using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations;

namespace Portal.Operations;

/// <summary>The stored keys. A row is there before the work begins, so that two requests at once cannot both begin, and is completed in the work's own transaction.</summary>
internal sealed class IdempotencyKeys(TenantUnitOfWorks units)
{
    /// <summary>How long a request may take before its key is taken to be abandoned by a crash. Whoever is only slow finds that out and undoes its work.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer is kept. Then the key is new again; what is old goes when the tenant's next key comes.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    /// <summary>The stored answer when it was done before; otherwise the key is held from now on.</summary>
    public async Task<Result<IdempotencyHold>> BeginAsync(IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(claim.Caller.Tenant, cancellationToken);
        await using var insert = work.Command(
            """
            with forgotten as (
                delete from idempotency_key where ctid = any (array(
                    select ctid from idempotency_key where tenant_id = $1 and created_at < $8 and (principal, route, key) <> ($2, $3, $4)
                    order by created_at limit 50 for update skip locked)))
            insert into idempotency_key (tenant_id, principal, route, key, fingerprint, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, principal, route, key) do update set created_at = excluded.created_at, attempt = idempotency_key.attempt + 1
                where idempotency_key.completed_at is null and idempotency_key.created_at < $7 and idempotency_key.fingerprint = excluded.fingerprint
            returning attempt, id
            """);
        insert.With(work.Tenant.Value, claim.Caller.Principal, claim.Route, claim.Key, claim.Fingerprint, work.Now, work.Now - Lease, work.Now - Kept);

        if (await HoldAsync(insert, cancellationToken) is { } hold)
        {
            await work.CommitAsync(cancellationToken);
            return hold;
        }

        var row = await work.Db.Set<IdempotencyKeyRow>().AsNoTracking().SingleOrDefaultAsync(
            k => k.Principal == claim.Caller.Principal && k.Route == claim.Route && k.Key == claim.Key, cancellationToken);
        return row switch
        {
            null => new IdempotencyKeyInFlight(claim.Key),
            _ when !row.Fingerprint.AsSpan().SequenceEqual(claim.Fingerprint) => new IdempotencyKeyReused(claim.Key),
            { CompletedAt: null } => new IdempotencyKeyInFlight(claim.Key),
            { Status: not StatusCodes.Status204NoContent, Body: null } => new IdempotencyShownOnce(claim.Key),
            _ => new IdempotencyHold(row.Attempt, row.Id, new(row.Status!.Value, row.Location, row.Body, row.AnswerKeySealed)),
        };
    }

    /// <summary>Stores the answer, in the transaction of what it answers.</summary>
    /// <returns>False when another request has taken the key over.</returns>
    public static async Task<bool> CompleteAsync(
        TenantUnitOfWork work, IdempotencyClaim claim, int attempt, StoredResponse answer, CancellationToken cancellationToken) =>
        await Held(work, claim, attempt).ExecuteUpdateAsync(
            set => set.SetProperty(k => k.Status, answer.Status).SetProperty(k => k.Location, answer.Location).SetProperty(k => k.Body, answer.Body).SetProperty(k => k.AnswerKeySealed, answer.Key)
                .SetProperty(k => k.CompletedAt, work.Now),
            cancellationToken) == 1;

    /// <summary>Stores the answer of what had no transaction of its own.</summary>
    public async Task<bool> CompleteAsync(IdempotencyClaim claim, int attempt, StoredResponse answer, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(claim.Caller.Tenant, cancellationToken);
        var completed = await CompleteAsync(work, claim, attempt, answer, cancellationToken);
        await work.CommitNowAsync(cancellationToken);
        return completed;
    }

    public async Task ForgetAsync(IdempotencyClaim claim, int attempt, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(claim.Caller.Tenant, cancellationToken);
        await Held(work, claim, attempt).ExecuteDeleteAsync(cancellationToken);
        await work.CommitNowAsync(cancellationToken);
    }

    private static async Task<IdempotencyHold?> HoldAsync(NpgsqlCommand insert, CancellationToken cancellationToken)
    {
        await using var held = await insert.ExecuteReaderAsync(cancellationToken);
        return await held.ReadAsync(cancellationToken) ? new(held.GetInt32(0), held.GetGuid(1), null) : null;
    }

    private static IQueryable<IdempotencyKeyRow> Held(TenantUnitOfWork work, IdempotencyClaim claim, int attempt) =>
        work.Db.Set<IdempotencyKeyRow>().Where(k => k.Principal == claim.Caller.Principal && k.Route == claim.Route && k.Key == claim.Key
            && k.Attempt == attempt && k.CompletedAt == null);
}
