using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations;

namespace Portal.Operations;

/// <summary>The tenant's work in the queue, and how far each piece is.</summary>
internal sealed class OperationQueries(TenantUnitOfWorks units, Cursors cursors)
{
    private const string List = "operations";

    public async Task<Result<Page<OperationView>>> ListAsync(Caller caller, PageRequest page, CancellationToken cancellationToken)
    {
        var cursor = cursors.Read(caller.Tenant, List, page.Cursor);
        if ((caller.Lacks(Permission.ReadOperations) ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = work.Db.Set<OperationRow>().AsNoTracking();
        if (cursor.Value is { } position)
        {
            var before = new DateTimeOffset(long.Parse(position, CultureInfo.InvariantCulture), TimeSpan.Zero);
            rows = rows.Where(o => o.CreatedAt < before);
        }

        var found = await rows.OrderByDescending(o => o.CreatedAt).Take(page.Take + 1).ToListAsync(cancellationToken);
        var items = found.Take(page.Take).Select(o => View(o, [])).ToList();
        var next = found.Count > items.Count ? cursors.Write(caller.Tenant, List, items[^1].CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)) : null;
        return new Page<OperationView>(items, next);
    }

    public async Task<Result<OperationView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadOperations) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = OperationId.TryParse(id, out var operation)
            ? await work.Db.Set<OperationRow>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == operation, cancellationToken)
            : null;
        if (row is null)
        {
            return new NotFound("operation", id);
        }

        var steps = await work.Db.Set<OperationStepRow>().AsNoTracking().Where(s => s.OperationId == operation).OrderBy(s => s.Sequence)
            .Select(s => new OperationStepView(s.Sequence, s.OccurredAt, s.Name, s.State, s.Message)).ToListAsync(cancellationToken);
        return View(row, steps);
    }

    private static OperationView View(OperationRow row, IReadOnlyList<OperationStepView> steps) => new(
        row.Id.ToString(), row.Kind, row.SubjectKind, row.SubjectId, row.State.ToString(), row.Attempts, row.Error, row.CreatedBy, row.CorrelationId,
        row.CreatedAt, row.StartedAt, row.FinishedAt, steps);
}
