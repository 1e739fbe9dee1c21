using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>A tenant's whole log as it is in one moment, as lines that can be proved without it. Rows pass through one by one.</summary>
public static class AuditExport
{
    /// <param name="snapshot">A unit of work that sees one moment.</param>
    /// <param name="target">Where the lines go.</param>
    /// <param name="cancellationToken">Stops half-way; the last line is then missing, and the verifier says so.</param>
    public static async Task WriteAsync(TenantUnitOfWork snapshot, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        await using var lines = new StreamWriter(target, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var head = (await AuditTree.ReadAsync(snapshot, cancellationToken))?.Head;
        await lines.WriteAsync(AuditExportFormat.Header(snapshot.Tenant.ToString(), head?.FirstSequence ?? long.MaxValue));
        await foreach (var checkpoint in snapshot.Db.Set<AuditCheckpointRow>().AsNoTracking().OrderBy(c => c.Size).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await lines.WriteAsync(AuditExportFormat.Checkpoint(checkpoint.Note));
        }

        var records = 0L;
        await foreach (var row in snapshot.Db.Set<AuditRecordRow>().AsNoTracking().OrderBy(r => r.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            records++;
            await lines.WriteAsync(Line(row));
        }

        await lines.WriteAsync(AuditExportFormat.End(records));
    }

    /// <summary>One record as its line.</summary>
    public static string Line(AuditRecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsOfChain
            ? AuditExportFormat.Chained(AuditRecordHash.Fields(row), row.PreviousHash!, row.Hash)
            : AuditExportFormat.Record(AuditLeaf.Write(AuditRecords.Read(row), row.Sequence), row.Hash, AuditRecords.Personal(row));
    }
}
