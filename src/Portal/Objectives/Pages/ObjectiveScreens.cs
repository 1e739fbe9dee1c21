using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Layout;
using Portal.Plugins;
using Portal.Rollouts;

namespace Portal.Objectives.Pages;

/// <summary>What the pages about objectives ask and order, as the person of this circuit.</summary>
internal sealed class ObjectiveScreens(
    CircuitCaller circuit, ObjectiveQueries queries, RolloutQueries rollouts, InstallationQueries installations, CreateObjective create, ReplaceObjective replace, DeleteObjective delete,
    OverrideBudget let, IOptions<ObjectiveOptions> options)
{
    /// <summary>The Prometheus servers that may be asked; none in most deployments.</summary>
    public IReadOnlyList<string> PrometheusUrls => [.. options.Value.PrometheusUrls];

    public async Task<PageOf<ObjectiveView>> ListAsync(string? state, string? plugin, string? cursor, CancellationToken cancellationToken)
    {
        // An address that somebody mistyped shows everything.
        var filter = new ObjectiveFilter(ObjectiveFilter.IsState(state) ? state : null, plugin, ObjectiveFilter.Worst);
        var page = (await queries.ListAsync(await circuit.GetAsync(), new(null, cursor), filter, cancellationToken)).OrRefuse();
        return new PageOf<ObjectiveView>(page.Items, page.NextCursor);
    }

    public async Task<ObjectiveSummaryView> SummaryAsync(CancellationToken cancellationToken) => (await queries.SummaryAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    /// <summary>Null when there is none with this id in this tenant.</summary>
    public async Task<ObjectiveView?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await queries.FindAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing();

    /// <summary>Null when there is none with this id in this tenant.</summary>
    public async Task<ObjectiveDetail?> DetailAsync(string id, CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var found = (await queries.FindAsync(caller, id, cancellationToken)).OrMissing();
        if (found is null)
        {
            return null;
        }

        // It may be removed between two of these.
        var history = (await queries.HistoryAsync(caller, id, cancellationToken)).OrMissing() ?? [];
        var violations = (await queries.ViolationsAsync(caller, id, cancellationToken)).OrMissing() ?? [];
        var alerts = (await queries.AlertsAsync(caller, id, cancellationToken)).OrMissing() ?? [];
        var active = (await rollouts.ListAsync(caller, new(100, null), new("active", found.Plugin), cancellationToken)).OrRefuse();
        return new ObjectiveDetail(
            found, history, violations,
            [.. alerts.Select(alert => new ObjectiveAlertItem(
                alert.Id, alert.Title, alert.Severity, alert.CreatedAt, alert.AcknowledgedBy, alert.ResolvedAt, alert.Deliveries.Count(delivery => delivery.DeliveredAt is not null), alert.Deliveries.Count))],
            [.. active.Items.Where(rollout => rollout.Message.StartsWith("Held before it begins", StringComparison.Ordinal))
                .Select(rollout => new HeldRolloutItem(rollout.Id, rollout.PluginName, rollout.ToVersion, rollout.Message))]);
    }

    /// <summary>Installed plugins by key, with their names.</summary>
    public async Task<IReadOnlyList<(string Key, string Name)>> PluginsAsync(CancellationToken cancellationToken)
    {
        var page = (await installations.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();
        return [.. page.Items.Select(installation => (installation.Plugin, installation.Name)).OrderBy(plugin => plugin.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Answers with the objective's id.</summary>
    public async Task<Result<string>> SaveAsync(string? id, JsonObject document, long version, CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var result = id is null
            ? await create.ExecuteAsync(caller, document, cancellationToken)
            : await replace.ExecuteAsync(caller, id, document, version.ToString(System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
        return result.Match(accepted => Result<string>.Of(accepted.Objective), error => error);
    }

    public async Task<Result<string>> DeleteAsync(string id, CancellationToken cancellationToken) =>
        (await delete.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken)).Match(accepted => Result<string>.Of(accepted.Operation), error => error);

    public async Task<Result<string>> OverrideAsync(string id, string reason, DateTimeOffset until, CancellationToken cancellationToken) =>
        (await let.ExecuteAsync(await circuit.GetAsync(), id, new(reason, until), cancellationToken)).Match(accepted => Result<string>.Of(accepted.Operation), error => error);
}
