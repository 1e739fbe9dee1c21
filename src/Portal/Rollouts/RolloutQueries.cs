using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts;

/// <summary>Rollouts, newest first, and what happened in one.</summary>
internal sealed class RolloutQueries(TenantUnitOfWorks units, Cursors cursors)
{
    private const string List = "rollouts";
    private const int MostMeasurements = 2000;

    public async Task<Result<Page<RolloutView>>> ListAsync(Caller caller, PageRequest page, RolloutFilter filter, CancellationToken cancellationToken)
    {
        var cursor = cursors.Read(caller.Tenant, List, page.Cursor);
        if ((caller.Lacks(Permission.ReadRollouts) ?? page.Check() ?? filter.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = filter.Apply(work.Db.Set<RolloutRow>().AsNoTracking(), work.Db.Set<PluginRow>());
        if (cursor.Value is { } position)
        {
            var before = new DateTimeOffset(long.Parse(position, CultureInfo.InvariantCulture), TimeSpan.Zero);
            rows = rows.Where(r => r.CreatedAt < before);
        }

        var found = await ReadAsync(work, rows.OrderByDescending(r => r.CreatedAt).Take(page.Take + 1), cancellationToken);
        var items = found.Take(page.Take).ToList();
        var next = found.Count > items.Count ? cursors.Write(caller.Tenant, List, items[^1].CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)) : null;
        return new Page<RolloutView>(items, next);
    }

    public Task<Result<RolloutView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        InAsync(caller, id, async (work, rollout) => (await ReadAsync(work, work.Db.Set<RolloutRow>().AsNoTracking().Where(r => r.Id == rollout), cancellationToken)).FirstOrDefault(), cancellationToken);

    public Task<Result<IReadOnlyList<RolloutEventView>>> EventsAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        InAsync<IReadOnlyList<RolloutEventView>>(caller, id, async (work, rollout) => await work.Db.Set<RolloutEventRow>().AsNoTracking()
            .Where(e => e.RolloutId == rollout).OrderBy(e => e.Sequence).Take(1000)
            .Select(e => new RolloutEventView(e.Sequence, e.OccurredAt, e.Kind, e.Message, e.Weight)).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The last 2,000 ticks, oldest first.</summary>
    public Task<Result<IReadOnlyList<RolloutMeasurementView>>> MeasurementsAsync(Caller caller, string id, CancellationToken cancellationToken) =>
        InAsync<IReadOnlyList<RolloutMeasurementView>>(caller, id, async (work, rollout) =>
        {
            var last = await work.Db.Set<RolloutMeasurementRow>().AsNoTracking().Where(m => m.RolloutId == rollout)
                .OrderByDescending(m => m.MeasuredAt).Take(MostMeasurements).ToListAsync(cancellationToken);
            last.Reverse();
            return last.ConvertAll(m => new RolloutMeasurementView(
                m.MeasuredAt, m.Weight, m.StableRequests, m.StableErrors, m.StableSlow, m.CanaryRequests, m.CanaryErrors, m.CanarySlow, m.Evidence));
        }, cancellationToken);

    private async Task<Result<T>> InAsync<T>(Caller caller, string id, Func<TenantUnitOfWork, RolloutId, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var exists = RolloutId.TryParse(id, out var rollout) && await work.Db.Set<RolloutRow>().AnyAsync(r => r.Id == rollout, cancellationToken);
        return exists && await read(work, rollout) is { } value ? Result<T>.Of(value) : new NotFound("rollout", id);
    }

    private static async Task<List<RolloutView>> ReadAsync(TenantUnitOfWork work, IQueryable<RolloutRow> wanted, CancellationToken cancellationToken)
    {
        var rows = await (
            from rollout in wanted
            join plugin in work.Db.Set<PluginRow>() on rollout.PluginId equals plugin.Id
            orderby rollout.CreatedAt descending
            select new
            {
                rollout, plugin.Key, plugin.Name,
                Held = rollout.FinishedAt == null && work.Db.Set<RolloutGateRow>().Any(gate => gate.RolloutId == rollout.Id && gate.State == GateStanding.Waiting),
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => View(row.rollout, row.Key, row.Name, row.Held));
    }

    private static RolloutView View(RolloutRow r, string key, string name, bool held) => new(
        r.Id.ToString(), r.InstallationId.ToString(), key, name, r.FromVersion, r.ToVersion, JsonNode.Parse(r.Strategy)!, r.Phase, r.Verdict, r.Message,
        r.StepIndex, r.StepCount, r.Weight, r.Evidence, r.EvidenceLimit, r.StableRequests, r.StableErrors, r.CanaryRequests, r.CanaryErrors,
        r.CorrelationId, r.CreatedAt, r.UpdatedAt, r.FinishedAt, r.PausedBy, held,
        r.FinishedAt is null ? r.QueuePlace : null);
}
