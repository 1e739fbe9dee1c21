using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Alerts, newest first, for everybody who may see rollouts.</summary>
internal sealed class AlertQueries(TenantUnitOfWorks units, AlertReading reading, Cursors cursors)
{
    public async Task<Result<Page<AlertView>>> ListAsync(Caller caller, AlertFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"alerts|{filter.State}|{filter.Severity}|{filter.Class}|{filter.Plugin}|{filter.Rollout}";
        var cursor = cursors.Read(caller.Tenant, list, page.Cursor);
        if ((caller.Lacks(Permission.ReadRollouts) ?? page.Check() ?? filter.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = filter.Apply(work.Db.Set<AlertRow>().AsNoTracking());
        if (cursor.Value?.Split(' ') is [var ticks, var id])
        {
            var (at, last) = (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), new AlertId(Guid.Parse(id)));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.CreatedAt, row.Id), ValueTuple.Create(at, last)));
        }

        var found = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(page.Take + 1).ToListAsync(cancellationToken);
        var items = found.Take(page.Take).ToList();
        var next = found.Count > items.Count ? cursors.Write(caller.Tenant, list, string.Create(CultureInfo.InvariantCulture, $"{items[^1].CreatedAt.UtcTicks} {items[^1].Id.Value}")) : null;
        return new Page<AlertView>(await reading.ReadAsync(work, items, cancellationToken), next);
    }

    public async Task<Result<AlertView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return AlertId.TryParse(id, out var alertId) && await work.Db.Set<AlertRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == alertId, cancellationToken) is { } alert
            ? (await reading.ReadAsync(work, [alert], cancellationToken))[0]
            : new NotFound("alert", id);
    }

    /// <summary>How many wait for somebody to look.</summary>
    public async Task<int> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is not null)
        {
            return 0;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return await new AlertFilter("open", "warning").Apply(work.Db.Set<AlertRow>().AsNoTracking()).CountAsync(cancellationToken);
    }
}
