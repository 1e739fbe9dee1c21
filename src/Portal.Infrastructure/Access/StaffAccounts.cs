using Npgsql;
using Portal.Domain.Access;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Access;

/// <summary>The accounts and sessions of staff. Only the platform reaches them, and no tenant is bound.</summary>
public sealed class StaffAccounts(PlatformDatabase database)
{
    private const string Live = "s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $3 and a.disabled_at is null";

    /// <summary>Whether the address was free.</summary>
    public async Task<bool> AddAsync(StaffId id, EmailAddress email, string passwordHash, StaffRole role, DateTimeOffset now, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        insert into portal.staff_account (id, email, email_normalized, password_hash, role, created_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (email_normalized) do nothing
        """,
        [id.Value, email.Value, email.Normalized, passwordHash, Word(role), now],
        cancellationToken) == 1;

    /// <summary>The account that may sign in with this address; null when there is none.</summary>
    public async Task<StaffAccount?> FindAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        await using var select = Command(
            "select id, email, password_hash, role, failed_sign_ins, locked_until from portal.staff_account where email_normalized = $1 and disabled_at is null", [email.Normalized]);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(new(row.GetGuid(0)), row.GetString(1), row.GetString(2), Role(row.GetString(3)), row.GetInt32(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5))
            : null;
    }

    /// <summary>All of them, by address.</summary>
    public async Task<IReadOnlyList<StaffEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var select = Command(
            """
            select a.email, a.role, a.created_at, a.disabled_at, max(s.last_seen_at)
            from portal.staff_account a left join portal.staff_session s on s.staff_id = a.id group by a.id order by a.email_normalized
            """,
            []);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<StaffEntry>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new(row.GetString(0), Role(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2), Time(3), Time(4)));
        }

        return found;

        DateTimeOffset? Time(int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
    }

    /// <summary>Lets somebody in no more, or again. Sessions end with the first, and do not come back with the second.</summary>
    /// <returns>The address as the account has it; null when there is no such account.</returns>
    public Task<string?> SetDisabledAsync(EmailAddress email, bool disabled, DateTimeOffset now, CancellationToken cancellationToken) => ChangeAsync(
        email,
        "update portal.staff_account set disabled_at = case when $3 then coalesce(disabled_at, $2) end where email_normalized = $1 returning email",
        [email.Normalized, now, disabled],
        disabled ? now : null,
        cancellationToken);

    /// <summary>Gives somebody another password, and ends what was begun with the one before.</summary>
    /// <returns>The address as the account has it; null when there is no such account.</returns>
    public Task<string?> SetPasswordAsync(EmailAddress email, string passwordHash, DateTimeOffset now, CancellationToken cancellationToken) => ChangeAsync(
        email,
        "update portal.staff_account set password_hash = $2, failed_sign_ins = 0, locked_until = null where email_normalized = $1 returning email",
        [email.Normalized, passwordHash],
        now,
        cancellationToken);

    /// <summary>Remembers how the last sign-in went.</summary>
    public Task MarkAsync(StaffId id, int failed, DateTimeOffset? lockedUntil, CancellationToken cancellationToken) => ExecuteAsync(
        "update portal.staff_account set failed_sign_ins = $2, locked_until = $3 where id = $1", [id.Value, failed, lockedUntil], cancellationToken);

    /// <returns>False when the account was disabled or got another password since it was read.</returns>
    public async Task<bool> OpenSessionAsync(
        StaffSessionId session, StaffAccount account, byte[] tokenHash, DateTimeOffset now, DateTimeOffset expires, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        insert into portal.staff_session (id, staff_id, token_hash, created_at, last_seen_at, expires_at)
        select $1, id, $3, $4, $4, $5 from portal.staff_account where id = $2 and password_hash = $6 and disabled_at is null for share
        """,
        [session.Value, account.Id.Value, tokenHash, now, expires, account.PasswordHash],
        cancellationToken) == 1;

    public Task CloseSessionAsync(StaffSessionId session, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync("update portal.staff_session set revoked_at = $2 where id = $1 and revoked_at is null", [session.Value, now], cancellationToken);

    /// <summary>Who a session's secret stands for; null when it is unknown, over, revoked or idle for too long. Being seen is written once a minute.</summary>
    public async Task<(StaffAccount Account, StaffSessionId Session)?> FindBySessionAsync(
        byte[] tokenHash, DateTimeOffset now, DateTimeOffset idleSince, CancellationToken cancellationToken)
    {
        await using var select = Command(
            $"""
            with seen as (update portal.staff_session set last_seen_at = $2 where token_hash = $1 and last_seen_at < $2 - interval '1 minute' and last_seen_at > $3)
            select a.id, a.email, a.password_hash, a.role, s.id from portal.staff_session s join portal.staff_account a on a.id = s.staff_id where s.token_hash = $1 and {Live}
            """,
            [tokenHash, now, idleSince]);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (new(new(row.GetGuid(0)), row.GetString(1), row.GetString(2), Role(row.GetString(3)), 0, null), new(row.GetGuid(4)))
            : null;
    }

    /// <summary>Whether a circuit's session still holds.</summary>
    public async Task<bool> HoldsAsync(StaffSessionId session, DateTimeOffset now, DateTimeOffset idleSince, CancellationToken cancellationToken)
    {
        await using var select = Command(
            $"select exists (select from portal.staff_session s join portal.staff_account a on a.id = s.staff_id where s.id = $1 and {Live})", [session.Value, now, idleSince]);
        return await select.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static string Word(StaffRole role) => role == StaffRole.Operator ? "operator" : "support";

    private static StaffRole Role(string word) => Enum.Parse<StaffRole>(word, ignoreCase: true);

    private async Task<int> ExecuteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Changes the account, then ends its sessions: a second statement, so that it sees those too that were opened while the first waited for them.</summary>
    private async Task<string?> ChangeAsync(EmailAddress email, string change, object?[] values, DateTimeOffset? sessionsEnd, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var account = new NpgsqlCommand(change, connection, transaction).With(values);
        var known = (string?)await account.ExecuteScalarAsync(cancellationToken);
        if (sessionsEnd is { } at)
        {
            await using var sessions = new NpgsqlCommand(
                "update portal.staff_session s set revoked_at = $2 from portal.staff_account a where a.email_normalized = $1 and s.staff_id = a.id and s.revoked_at is null", connection, transaction)
                .With(email.Normalized, at);
            await sessions.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return known;
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = database.Source.CreateCommand(sql);
        command.With(values);

        return command;
    }
}
