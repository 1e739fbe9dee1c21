using Npgsql;
using NpgsqlTypes;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

/// <summary>The statement that puts an operation into the queue; the rest of its columns begin as the table says.</summary>
internal static class OperationInsert
{
    public static NpgsqlBatchCommand Of(OperationRow row) => new NpgsqlBatchCommand(
        """
        insert into operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, priority, not_before, trace_parent, correlation_id,
            created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """).With(
            row.TenantId.Value, row.Id.Value, row.Kind, row.SerialKey, row.SubjectKind, row.SubjectId,
            new NpgsqlParameter { Value = row.Payload, NpgsqlDbType = NpgsqlDbType.Jsonb },
            SnakeCase.Of(row.State.ToString()), row.Priority, row.NotBefore, new NpgsqlParameter { Value = (object?)row.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, row.CorrelationId, row.CreatedBy, row.CreatedAt);
}
