using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Channels, and where an alert would go. For admins: an address may say more than others should know.</summary>
internal sealed class AlertChannelQueries(TenantUnitOfWorks units)
{
    public async Task<Result<IReadOnlyList<AlertChannelView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return Result<IReadOnlyList<AlertChannelView>>.Of((await RowsAsync(work, cancellationToken)).ConvertAll(AlertChannelView.Of));
    }

    public async Task<Result<AlertChannelView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return await AlertChannels.FindAsync(work, id, cancellationToken) is { } channel ? AlertChannelView.Of(channel) : AlertChannels.Missing(id);
    }

    /// <summary>Where an alert that is raised now would go, by the rule that sends.</summary>
    public async Task<Result<IReadOnlyList<AlertRouteView>>> RoutesAsync(Caller caller, string? @class, string? severity, CancellationToken cancellationToken)
    {
        var filter = new AlertFilter(Severity: severity ?? "", Class: @class ?? "");
        if ((caller.Lacks(Permission.ManageTenant) ?? (Error?)filter.Check()) is { } refused)
        {
            return refused;
        }

        AlertChannelCheck.TryWord<AlertSeverity>(severity, out var known);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return Result<IReadOnlyList<AlertRouteView>>.Of((await RowsAsync(work, cancellationToken)).ConvertAll(row =>
        {
            var decision = row.Route.Decide(@class!, known, work.Now, null);
            return new AlertRouteView(row.Id.ToString(), row.Name, decision.At, decision.Why);
        }));
    }

    private static Task<List<AlertChannelRow>> RowsAsync(TenantUnitOfWork work, CancellationToken cancellationToken) =>
        work.Db.Set<AlertChannelRow>().AsNoTracking().OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
}
