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
    private const string Newest =
        """
        select id from operation
        where tenant_id = $1 and (created_at, id) < ($2, $3) and ($4 = '' or state = $4) and ($5 = '' or kind = $5)
        order by created_at desc, id desc limit $6
        """;

    public async Task<Result<Page<OperationView>>> ListAsync(Caller caller, OperationFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"operations|{filter.State}|{filter.Kind}";
        var cursor = cursors.Read(caller.Tenant, list, page.Cursor);
        if ((caller.Lacks(Permission.ReadOperations) ?? filter.Check() ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var found = await NewestAsync(work, filter, OperationPosition.Read(cursor.Value), page.Take + 1, cancellationToken);
        var ids = found.Take(page.Take).ToList();
        var rows = await work.Db.Set<OperationRow>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(cancellationToken);
        var items = rows.OrderBy(row => ids.IndexOf(row.Id)).Select(OperationDetails.Brief).ToList();
        var next = found.Count > ids.Count ? cursors.Write(caller.Tenant, list, OperationPosition.Write(items[^1].CreatedAt, items[^1].Id)) : null;
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
        return OperationDetails.Full(row, steps);
    }

    private static async Task<List<OperationId>> NewestAsync(
        TenantUnitOfWork work, OperationFilter filter, OperationPosition position, int take, CancellationToken cancellationToken)
    {
        await using var select = work.Command(Newest);
        select.With(work.Tenant.Value, position.Before, position.Id, filter.Word, filter.Kind ?? "", take);

        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<OperationId>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new(row.GetGuid(0)));
        }

        return found;
    }
}
