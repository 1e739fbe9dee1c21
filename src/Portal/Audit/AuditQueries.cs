using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>The tenant's audit log, newest first.</summary>
internal sealed class AuditQueries(TenantUnitOfWorks units, Cursors cursors)
{
    public async Task<Result<Page<AuditRecordView>>> ListAsync(Caller caller, AuditFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"audit|{filter.Action}|{filter.Subject}|{filter.Actor}";
        var cursor = cursors.Read(caller.Tenant, list, page.Cursor);
        if ((caller.Lacks(Permission.ReadAudit) ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        var before = cursor.Value is { } position ? long.Parse(position, CultureInfo.InvariantCulture) : long.MaxValue;
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<AuditRecordRow>().AsNoTracking()
            .Where(r => r.Sequence < before
                && (filter.Action == null || r.Action == filter.Action)
                && (filter.Subject == null || r.SubjectId == filter.Subject)
                && (filter.Actor == null || r.ActorName == filter.Actor))
            .OrderByDescending(r => r.Sequence).Take(page.Take + 1).ToListAsync(cancellationToken);
        var items = rows.Take(page.Take).Select(View).ToList();
        var next = rows.Count > items.Count ? cursors.Write(caller.Tenant, list, items[^1].Sequence.ToString(CultureInfo.InvariantCulture)) : null;
        return new Page<AuditRecordView>(items, next);
    }

    private static AuditRecordView View(AuditRecordRow r) => new(
        r.Sequence, r.Id.ToString(), r.OccurredAt, r.ActorKind.ToString(), r.ActorName, r.Action, r.SubjectKind, r.SubjectId, r.SubjectName,
        JsonSerializer.Deserialize<Dictionary<string, string>>(r.Detail)!, r.CorrelationId, Convert.ToHexStringLower(r.Hash));
}
