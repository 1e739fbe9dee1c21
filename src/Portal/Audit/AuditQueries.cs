using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>The tenant's audit log, newest first.</summary>
internal sealed class AuditQueries(TenantUnitOfWorks units, Cursors cursors, AuditReading reading)
{
    public async Task<Result<Page<AuditRecordView>>> ListAsync(Caller caller, AuditFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"audit|{filter.Action}|{filter.Subject}|{filter.Actor}|{filter.Since:O}|{filter.Until:O}";
        var cursor = cursors.Read(caller.Tenant, list, page.Cursor);
        if ((caller.Lacks(Permission.ReadAudit) ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        var before = cursor.Value is { } position ? long.Parse(position, CultureInfo.InvariantCulture) : long.MaxValue;
        List<AuditRecordRow> rows;
        await AuditSequencer.RunAsync(units, caller.Tenant, cancellationToken);
        await using (var work = await units.BeginAsync(caller.Tenant, cancellationToken))
        {
            rows = await work.Db.Set<AuditRecordRow>().AsNoTracking().Where(r => r.Sequence < before
                    && (filter.Action == null || r.Action == filter.Action)
                    && (filter.Subject == null || r.SubjectId == filter.Subject)
                    && (filter.Actor == null || r.ActorName == filter.Actor)
                    && (filter.Since == null || r.OccurredAt >= filter.Since)
                    && (filter.Until == null || r.OccurredAt < filter.Until))
                .OrderByDescending(r => r.Sequence).Take(page.Take + 1).ToListAsync(cancellationToken);
        }

        var items = rows.Take(page.Take).Select(AuditRecordViews.Of).ToList();
        var next = rows.Count > items.Count ? cursors.Write(caller.Tenant, list, items[^1].Sequence.ToString(CultureInfo.InvariantCulture)) : null;
        if (page.Cursor is null)
        {
            await reading.NoteAsync(caller, cancellationToken);
        }

        return new Page<AuditRecordView>(items, next);
    }

    public async Task<Result<AuditRecordView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadAudit) is { } forbidden)
        {
            return forbidden;
        }

        await reading.NoteAsync(caller, cancellationToken);
        await AuditSequencer.RunAsync(units, caller.Tenant, cancellationToken);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return await FindAsync(work, id, cancellationToken) is { } row ? AuditRecordViews.Of(row) : new NotFound("audit record", id);
    }

    /// <summary>The record of this id; null when there is none here, or it is no id.</summary>
    internal static async Task<AuditRecordRow?> FindAsync(TenantUnitOfWork work, string id, CancellationToken cancellationToken) =>
        AuditRecordId.TryParse(id, out var record)
            ? await work.Db.Set<AuditRecordRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == record, cancellationToken)
            : null;
}
