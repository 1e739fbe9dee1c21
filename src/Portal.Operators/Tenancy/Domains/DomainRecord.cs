using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy.Domains;

/// <summary>A custom domain's row as the handler reads and writes it.</summary>
internal sealed record DomainRecord(CustomDomainId Id, string Host, string Token, DomainStanding Standing)
{
    /// <summary>Null when it was removed. Holds the row until the transaction ends.</summary>
    public static async Task<DomainRecord?> FindAsync(TenantUnitOfWork unit, CustomDomainId id, CancellationToken cancellationToken)
    {
        await using var select = unit.Command("select host, token, state, requested_at, missing_since from custom_domain where tenant_id = $1 and id = $2 for update")
            .With(unit.Tenant.Value, id.Value);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(id, row.GetString(0), row.GetString(1), new(
                Enum.Parse<DomainState>(row.GetString(2), ignoreCase: true), row.GetFieldValue<DateTimeOffset>(3),
                await row.IsDBNullAsync(4, cancellationToken) ? null : row.GetFieldValue<DateTimeOffset>(4)))
            : null;
    }

    public async Task WriteAsync(TenantUnitOfWork unit, DomainStanding after, string message, CancellationToken cancellationToken)
    {
#pragma warning disable CA1308 // States are lower case in the tables.
        await using var update = unit.Command(
            """
            update custom_domain set state = $3, message = $4, checked_at = $5, missing_since = $6,
                verified_at = case when $3 <> 'verified' then null when state = 'verified' then verified_at else $5 end
            where tenant_id = $1 and id = $2
            """).With(unit.Tenant.Value, Id.Value, after.State.ToString().ToLowerInvariant(), message, unit.Now, after.MissingSince);
#pragma warning restore CA1308
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>There is one next look at most: the one that waits already comes earlier when this one has to, and never later.</summary>
    public static async Task LookAgainAsync(TenantUnitOfWork unit, ClaimedOperation operation, CustomDomainId id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var advance = unit.Command(
            """
            update operation set not_before = least(not_before, $4)
            where tenant_id = $1 and kind = $2 and subject_id = $3 and state = 'queued' and id <> $5
            """).With(unit.Tenant.Value, OperationKind.VerifyDomain, id.ToString(), at, operation.Id.Value);
        if (await advance.ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            return;
        }

        var next = unit.NewId();
        await using var insert = unit.Command(
            """
            insert into operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
            values ($1, $2, $3, $4, 'domain', $5, '{}', 'queued', $6, $7, 'Portal operator', $8)
            """).With(unit.Tenant.Value, next, OperationKind.VerifyDomain, $"domain:{next:n}", id.ToString(), at, operation.CorrelationId, unit.Now);
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
