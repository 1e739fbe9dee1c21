using Npgsql;
using NpgsqlTypes;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

/// <summary>The statement that puts an operation into the queue; the rest of its columns begin as the table says.</summary>
internal static class OperationInsert
{
    public static NpgsqlBatchCommand Of(OperationRow row)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, priority, not_before, trace_parent, correlation_id,
                created_by, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """);
        object[] before = [row.TenantId.Value, row.Id.Value, row.Kind, row.SerialKey, row.SubjectKind, row.SubjectId];
        object[] after =
        [
            SnakeCase.Of(row.State.ToString()), row.Priority, row.NotBefore, (object?)row.TraceParent ?? DBNull.Value, row.CorrelationId, row.CreatedBy, row.CreatedAt,
        ];
        Add(insert, before);
        insert.Parameters.Add(new() { Value = row.Payload, NpgsqlDbType = NpgsqlDbType.Jsonb });
        Add(insert, after);
        return insert;
    }

    private static void Add(NpgsqlBatchCommand insert, object[] values)
    {
        foreach (var value in values)
        {
            insert.Parameters.Add(new() { Value = value });
        }
    }
}
