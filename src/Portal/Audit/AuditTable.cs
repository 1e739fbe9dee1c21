using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>The log as CSV (RFC 4180), for spreadsheets; it proves nothing.</summary>
internal static class AuditTable
{
    private const string Head = "sequence,id,occurredAt,actorKind,actorId,actorName,onBehalfOf,address,action,subjectKind,subjectId,subjectName,detail,changes,correlationId,hash\r\n";

    public static async Task WriteAsync(TenantUnitOfWork snapshot, Stream target, CancellationToken cancellationToken)
    {
        await using var lines = new StreamWriter(target, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        await lines.WriteAsync(Head);
        await foreach (var row in snapshot.Db.Set<AuditRecordRow>().AsNoTracking().OrderBy(r => r.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var r = AuditRecordViews.Of(row);
            var changes = string.Join("; ", r.Changes.Select(c => $"{c.Field}: {c.Before ?? "-"} > {c.After ?? "-"}"));
            string?[] cells =
            [
                r.Sequence.ToString(CultureInfo.InvariantCulture), r.Id, r.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), r.ActorKind, r.ActorId, r.ActorName,
                r.OnBehalfOf, r.Address, r.Action, r.SubjectKind, r.SubjectId, r.SubjectName, row.Detail, changes, r.CorrelationId, r.Hash,
            ];
            await lines.WriteAsync(string.Join(',', cells.Select(Cell)) + "\r\n");
        }
    }

    // A spreadsheet takes what begins so for a formula (OWASP, CSV injection); an apostrophe makes it text.
    internal static string Cell(string? text)
    {
        text ??= "";
        text = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
