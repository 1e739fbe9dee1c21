using Portal.Domain;
using Portal.Infrastructure.Database;
using Portal.Operations;

namespace Portal.Tenancy;

/// <summary>
/// Idempotency keys of sign-ups: the deployment's, since there is no tenant yet. As with other routes a row is there before the work begins, and the answer
/// is stored in the transaction that makes the tenant.
/// </summary>
internal sealed class SignUpKeys(PlatformDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    private const string Hold =
        """
        with forgotten as (
            delete from portal.sign_up_key where ctid = any (array(
                select ctid from portal.sign_up_key where created_at < $5 and key <> $1 order by created_at limit 50 for update skip locked)))
        insert into portal.sign_up_key (key, fingerprint, created_at) values ($1, $2, $3)
        on conflict (key) do update set created_at = excluded.created_at, attempt = sign_up_key.attempt + 1
            where sign_up_key.completed_at is null and sign_up_key.created_at < $4 and sign_up_key.fingerprint = excluded.fingerprint
        returning attempt
        """;

    /// <summary>The attempt that holds the key from now on, or the answer that was given before.</summary>
    public async Task<Result<SignUpHold>> BeginAsync(string key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        var now = PostgresClock.Now(time);
        await using (var insert = database.Source.CreateCommand(Hold).With(key, fingerprint, now, now - Lease, now - Kept))
        {
            if (await insert.ExecuteScalarAsync(cancellationToken) is int attempt)
            {
                return new SignUpHold(attempt, null);
            }
        }

        await using var select = database.Source.CreateCommand("select fingerprint = $2, answer from portal.sign_up_key where key = $1").With(key, fingerprint);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken) || (row.GetBoolean(0) && row.IsDBNull(1)))
        {
            return new IdempotencyKeyInFlight(key);
        }

        return row.GetBoolean(0) ? new SignUpHold(0, row.GetString(1)) : new IdempotencyKeyReused(key);
    }

    /// <summary>Stores the answer where the tenant is made.</summary>
    /// <returns>False when another request has taken the key over: then the tenant must not be made.</returns>
    public static async Task<bool> CompleteAsync(TenantUnitOfWork work, string key, int attempt, string answer, CancellationToken cancellationToken)
    {
        await using var update = work.Command(
            "update portal.sign_up_key set answer = $3, completed_at = $4 where key = $1 and attempt = $2 and completed_at is null").With(key, attempt, answer, work.Now);
        return await update.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task ForgetAsync(string key, int attempt)
    {
        await using var delete = database.Source.CreateCommand("delete from portal.sign_up_key where key = $1 and attempt = $2 and completed_at is null").With(key, attempt);
        await delete.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
