using NpgsqlTypes;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Writes a table's lines as rows, some hundred with a statement.</summary>
internal static class ArchivedRows
{
    public static async Task InsertAsync(
        TenantUnitOfWork work, TenantArchive archive, ArchiveTable table, ArchiveTableFile file, string passwordHash, CancellationToken cancellationToken)
    {
        var sql = ArchiveSql.Insert(table, file.Columns);
        using var batch = new MemoryStream();
        var rows = 0;
        await foreach (var line in archive.RowsAsync(file, cancellationToken))
        {
            batch.WriteByte(rows++ == 0 ? (byte)'[' : (byte)',');
            batch.Write(line.Span);
            if (rows == ArchiveLimits.BatchRows || batch.Length > ArchiveLimits.BatchBytes)
            {
                await WriteAsync(work, sql, batch, passwordHash, cancellationToken);
                rows = 0;
            }
        }

        if (rows > 0)
        {
            await WriteAsync(work, sql, batch, passwordHash, cancellationToken);
        }
    }

    private static async Task WriteAsync(TenantUnitOfWork work, string sql, MemoryStream batch, string passwordHash, CancellationToken cancellationToken)
    {
        batch.WriteByte((byte)']');
        await using var insert = work.Command(sql);
        insert.CommandTimeout = 0;
        insert.Parameters.Add(new() { Value = batch.ToArray(), NpgsqlDbType = NpgsqlDbType.Json });
        if (sql.Contains("$2", StringComparison.Ordinal))
        {
            insert.Parameters.Add(new() { Value = passwordHash });
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
        batch.SetLength(0);
    }
}
