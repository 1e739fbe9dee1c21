using System.Text.Json;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>Gives records their place in the tenant's chain. The head row is the lock that puts them in one order.</summary>
internal sealed class AuditWriter(TenantUnitOfWork work)
{
    public async Task AppendAsync(IReadOnlyList<(Caller Caller, AuditEntry Entry)> entries, CancellationToken cancellationToken)
    {
        var (sequence, hash) = await LockHeadAsync(cancellationToken);
        foreach (var (caller, entry) in entries)
        {
            sequence++;
            var record = Record(caller, entry, sequence, hash);
            await InsertAsync(record, cancellationToken);
            hash = record.Hash;
        }

        await using var advance = work.Command("update audit_head set sequence = $2, hash = $3 where tenant_id = $1");
        advance.Parameters.Add(new() { Value = work.Tenant.Value });
        advance.Parameters.Add(new() { Value = sequence });
        advance.Parameters.Add(new() { Value = hash });
        await advance.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task InsertAsync(AuditRecordRow record, CancellationToken cancellationToken)
    {
        await using var insert = work.Command(
            """
            insert into audit_record (tenant_id, sequence, id, occurred_at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, detail,
                correlation_id, previous_hash, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """);
        object[] values =
        [
            record.TenantId.Value, record.Sequence, record.Id.Value, record.OccurredAt, SnakeCase.Of(record.ActorKind.ToString()),
            record.ActorId is { } actor ? actor.Value : DBNull.Value, record.ActorName, record.Action, record.SubjectKind, record.SubjectId, record.SubjectName,
            record.Detail, record.CorrelationId, record.PreviousHash, record.Hash,
        ];
        foreach (var value in values)
        {
            insert.Parameters.Add(new() { Value = value });
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private AuditRecordRow Record(Caller caller, AuditEntry entry, long sequence, byte[] previous)
    {
        var record = new AuditRecordRow
        {
            TenantId = work.Tenant,
            Sequence = sequence,
            Id = new(work.NewId()),
            OccurredAt = work.Now,
            ActorKind = caller.Kind,
            ActorId = caller.Kind is PrincipalKind.Member or PrincipalKind.ApiKey ? caller.Id : null,
            ActorName = caller.Name,
            Action = entry.Action,
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            SubjectName = entry.SubjectName,
            Detail = JsonSerializer.Serialize(new SortedDictionary<string, string>(entry.Detail.ToDictionary(), StringComparer.Ordinal)),
            CorrelationId = caller.CorrelationId,
            PreviousHash = previous,
            Hash = [],
        };
        return record with { Hash = AuditRecordHash.Of(record) };
    }

    private async Task<(long Sequence, byte[] Hash)> LockHeadAsync(CancellationToken cancellationToken)
    {
        await using var head = work.Command(
            """
            insert into audit_head (tenant_id, sequence, hash) values ($1, 0, $2)
            on conflict (tenant_id) do update set sequence = audit_head.sequence
            returning sequence, hash
            """);
        head.Parameters.Add(new() { Value = work.Tenant.Value });
        head.Parameters.Add(new() { Value = AuditChain.Origin });
        await using var reader = await head.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }
}
