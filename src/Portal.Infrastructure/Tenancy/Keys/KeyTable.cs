using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>The statements on <c>tenant_key</c>, inside a unit of work of the tenant.</summary>
internal static class KeyTable
{
    public static async Task<IReadOnlyList<KeyRecord>> ReadAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = Command(work, "select version, state, provider, key_encryption_key, wrapped, seals, created_at from tenant_key where tenant_id = $1 order by version");
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var records = new List<KeyRecord>();
        while (await row.ReadAsync(cancellationToken))
        {
            var wrapped = await row.IsDBNullAsync(4, cancellationToken) ? null : new WrappedKey(row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4));
            records.Add(new(row.GetInt32(0), Enum.Parse<KeyState>(row.GetString(1), ignoreCase: true), wrapped, row.GetInt64(5), row.GetFieldValue<DateTimeOffset>(6)));
        }

        return records;
    }

    /// <summary>Makes this version the active one; the one before retires.</summary>
    /// <returns>False when somebody else made it.</returns>
    public static async Task<bool> AddAsync(TenantUnitOfWork work, int version, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        await using var retire = Command(work, "update tenant_key set state = 'retiring', retiring_at = $2 where tenant_id = $1 and state = 'active' and version < $3", work.Now, version);
        await retire.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = Command(
            work,
            """
            insert into tenant_key (tenant_id, version, provider, key_encryption_key, wrapped, state, created_at) values ($1, $2, $3, $4, $5, 'active', $6)
            on conflict do nothing
            """,
            version, wrapped.Provider, wrapped.KeyId, wrapped.Bytes, work.Now);
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Counts messages before they are sealed.</summary>
    /// <returns>How many there then are at most.</returns>
    public static async Task<long> ReserveAsync(TenantUnitOfWork work, int version, int count, CancellationToken cancellationToken)
    {
        await using var update = Command(work, "update tenant_key set seals = seals + $3 where tenant_id = $1 and version = $2 returning seals", version, count);
        return await update.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    /// <returns>False when somebody else wrapped it anew, or destroyed it.</returns>
    public static async Task<bool> RewrapAsync(TenantUnitOfWork work, int version, WrappedKey before, WrappedKey after, CancellationToken cancellationToken)
    {
        await using var update = Command(
            work,
            "update tenant_key set provider = $4, key_encryption_key = $5, wrapped = $6, wrapped_at = $7 where tenant_id = $1 and version = $2 and wrapped = $3",
            version, before.Bytes, after.Provider, after.KeyId, after.Bytes, work.Now);
        return await update.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static async Task RetireAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var update = Command(work, "update tenant_key set state = 'retired', retired_at = $2 where tenant_id = $1 and state = 'retiring'", work.Now);
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<int> DestroyAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var update = Command(
            work, "update tenant_key set state = 'destroyed', wrapped = null, destroyed_at = $2 where tenant_id = $1 and state <> 'destroyed'", work.Now);
        return await update.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Npgsql.NpgsqlCommand Command(TenantUnitOfWork work, string sql, params object[] values)
    {
        var command = work.Command(sql);
        command.Parameters.Add(new() { Value = work.Tenant.Value });
        command.With(values);

        return command;
    }
}
