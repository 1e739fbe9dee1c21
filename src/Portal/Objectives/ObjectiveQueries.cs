using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Objectives.Alerts;

namespace Portal.Objectives;

/// <summary>Objectives by name or the worst first, and how one stands and stood. The cluster is never asked: the operator writes what is read here.</summary>
internal sealed class ObjectiveQueries(TenantUnitOfWorks units, AlertReading reading, Cursors cursors)
{
    private const int MostViolations = 200;
    private const int MostAlerts = 100;

    public async Task<Result<Page<ObjectiveView>>> ListAsync(Caller caller, PageRequest page, ObjectiveFilter filter, CancellationToken cancellationToken)
    {
        var order = filter.Sort == ObjectiveFilter.Worst ? ObjectiveOrder.WorstFirst : ObjectiveOrder.ByName;
        var cursor = cursors.Read(caller.Tenant, order.List, page.Cursor);
        if ((caller.Lacks(Permission.ReadRollouts) ?? page.Check() ?? filter.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = filter.Apply(work.Db.Set<ObjectiveRow>().AsNoTracking());
        if (cursor.Value is { } position)
        {
            rows = order.After(rows, position);
        }

        var found = await order.Of(rows).Take(page.Take + 1).ToListAsync(cancellationToken);
        var items = found.Take(page.Take).Select(row => ObjectiveView.Of(row, work.Now)).ToList();
        return new Page<ObjectiveView>(items, found.Count > items.Count ? cursors.Write(caller.Tenant, order.List, order.PositionOf(found[items.Count - 1])) : null);
    }

    public async Task<Result<ObjectiveSummaryView>> SummaryAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<ObjectiveRow>().AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);
        var all = rows.ConvertAll(row => ObjectiveView.Of(row, work.Now));
        var least = all.Where(one => one.BudgetLeft is not null).MinBy(one => one.BudgetLeft);
        var worst = all.SelectMany(one => one.Burns.Where(burn => burn.Factor > 0).Select(burn => (one.DisplayName, Share: Math.Min(burn.LongRate, burn.ShortRate) / burn.Factor)))
            .OrderByDescending(burn => burn.Share).Select(burn => ((string, double)?)burn).FirstOrDefault();
        return new ObjectiveSummaryView(
            all.Count, all.CountBy(one => one.State).ToDictionary(), all.Count(one => one.Paging), all.Count(one => one.Breaker.State != "closed"),
            least?.BudgetLeft, least?.DisplayName, worst?.Item2, worst?.Item1);
    }

    public Task<Result<ObjectiveView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        InAsync(caller, id, (work, row) => Task.FromResult(ObjectiveView.Of(row, work.Now)), cancellationToken);

    /// <summary>Its burn-down, oldest first; about a thousand points at most.</summary>
    public Task<Result<IReadOnlyList<ObjectivePointView>>> HistoryAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        InAsync<IReadOnlyList<ObjectivePointView>>(caller, id, async (work, row) =>
        {
            var from = work.Now - TimeSpan.FromSeconds(row.PeriodSeconds);
            return await work.Db.Set<ObjectivePointRow>().AsNoTracking().Where(point => point.ObjectiveId == row.Id && point.At >= from).OrderBy(point => point.At)
                .Select(point => new ObjectivePointView(point.At, point.BudgetLeft, point.Good, point.Burn)).ToListAsync(cancellationToken);
        }, cancellationToken);

    /// <summary>The latest 200, newest first.</summary>
    public Task<Result<IReadOnlyList<ViolationView>>> ViolationsAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        InAsync<IReadOnlyList<ViolationView>>(caller, id, async (work, row) =>
        {
            var found = await work.Db.Set<ObjectiveViolationRow>().AsNoTracking().Where(violation => violation.ObjectiveId == row.Id)
                .OrderByDescending(violation => violation.BeganAt).Take(MostViolations).ToListAsync(cancellationToken);
            return found.ConvertAll(violation => new ViolationView(ObjectiveView.Word(violation.Kind), violation.BeganAt, violation.EndedAt, violation.Message));
        }, cancellationToken);

    /// <summary>What was told of it: the latest 100, newest first.</summary>
    public Task<Result<IReadOnlyList<AlertView>>> AlertsAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        InAsync<IReadOnlyList<AlertView>>(caller, id, async (work, row) =>
        {
            var path = $"/objectives/{row.Id}";
            var alerts = await work.Db.Set<AlertRow>().AsNoTracking().Where(alert => alert.DashboardPath == path)
                .OrderByDescending(alert => alert.CreatedAt).Take(MostAlerts).ToListAsync(cancellationToken);
            return await reading.ReadAsync(work, alerts, cancellationToken);
        }, cancellationToken);

    private async Task<Result<T>> InAsync<T>(Caller caller, string id, Func<TenantUnitOfWork, ObjectiveRow, Task<T>> read, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return ObjectiveId.TryParse(id, out var objective)
            && await work.Db.Set<ObjectiveRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == objective, cancellationToken) is { } row
            ? Result<T>.Of(await read(work, row))
            : new NotFound("objective", id);
    }
}
