using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>How far a tenant's log is.</summary>
internal static class AuditHead
{
    private const string Read = "select sequence, hash, first_sequence, frontier from audit_head where tenant_id = $1";

    /// <summary>Null when there is no log (yet).</summary>
    public static async Task<AuditHeadRow?> ReadAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = work.Command(Read).With(work.Tenant.Value);
        return await ReadAsync(work, select, cancellationToken);
    }

    /// <summary>Made where there is none; nobody else gives places until the transaction's end.</summary>
    public static async Task<AuditHeadRow> LockAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var make = work.Command("insert into audit_head (tenant_id, sequence, hash) values ($1, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing");
        await make.With(work.Tenant.Value).ExecuteNonQueryAsync(cancellationToken);
        await using var select = work.Command(Read + " for update").With(work.Tenant.Value);
        return (await ReadAsync(work, select, cancellationToken))!;
    }

    private static async Task<AuditHeadRow?> ReadAsync(TenantUnitOfWork work, NpgsqlCommand select, CancellationToken cancellationToken)
    {
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new()
            {
                TenantId = work.Tenant,
                Sequence = row.GetInt64(0),
                Hash = row.GetFieldValue<byte[]>(1),
                FirstSequence = row.IsDBNull(2) ? null : row.GetInt64(2),
                Frontier = row.GetFieldValue<byte[]>(3),
            }
            : null;
    }
}
