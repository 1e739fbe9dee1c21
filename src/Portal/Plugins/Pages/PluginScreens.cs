using Portal.Access;
using Portal.Domain;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Layout;
using Portal.Rollouts;
using Portal.Rollouts.Pages;

namespace Portal.Plugins.Pages;

/// <summary>What the pages about installed plugins ask and order, as the person of this circuit.</summary>
internal sealed class PluginScreens(
    CircuitCaller circuit, InstallationQueries installations, LatestVersionsQuery latest, RolloutScreens rollouts, InstallPlugin install, UpgradePlugin upgrade, UninstallPlugin uninstall,
    PluginUi ui, UsualTraffic traffic)
{
    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<InstallationItem>> ListAsync(CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var found = (await installations.ListAsync(caller, cancellationToken)).OrRefuse();
        var newest = await latest.ReadAsync(caller, cancellationToken);
        return [.. found.Items.Select(view => Item(view, newest))];
    }

    /// <summary>Null when this tenant has not installed it.</summary>
    public async Task<InstallationDetail?> FindAsync(string pluginKey, CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        if ((await installations.FindAsync(caller, pluginKey, cancellationToken)).OrMissing() is not { } found)
        {
            return null;
        }

        var history = await rollouts.ListAsync(null, found.Plugin, null, cancellationToken);
        var strategy = StrategyDocument.Read(found.Strategy).Strategy ?? RolloutStrategy.Default;
        return new InstallationDetail(Item(found, await latest.ReadAsync(caller, cancellationToken)), history.Items, strategy.Steps);
    }

    /// <summary>Null when it was never measured.</summary>
    public async Task<TrafficEstimate?> TrafficAsync(string pluginKey, CancellationToken cancellationToken) =>
        await traffic.FindAsync(await circuit.GetAsync(), pluginKey, cancellationToken);

    /// <summary>Answers with the id of the rollout to follow.</summary>
    public async Task<Result<string>> InstallAsync(string pluginKey, string version, StrategyChoice strategy, CancellationToken cancellationToken)
    {
        var accepted = await install.ExecuteAsync(
            await circuit.GetAsync(), new(pluginKey, version, StrategyDocument.Write(strategy.Strategy)), cancellationToken);
        return accepted.Match(order => Result<string>.Of(order.Rollout!), error => error);
    }

    /// <summary>Answers with the id of the rollout to follow.</summary>
    public async Task<Result<string>> UpgradeAsync(string pluginKey, string version, StrategyChoice strategy, CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var installed = await installations.FindAsync(caller, pluginKey, cancellationToken);
        if (installed.Error is { } refused)
        {
            return refused;
        }

        var accepted = await upgrade.ExecuteAsync(caller, installed.Value.Id, new(version, StrategyDocument.Write(strategy.Strategy)), cancellationToken);
        return accepted.Match(order => Result<string>.Of(order.Rollout!), error => error);
    }

    /// <summary>Where the plugin's own pages are.</summary>
    public async Task<string> UserInterfaceAsync(string pluginKey, string version) => ui.Address((await circuit.GetAsync()).Tenant, pluginKey, version);

    /// <summary>Answers with the operation's id.</summary>
    public async Task<Result<string>> UninstallAsync(string installationId, CancellationToken cancellationToken)
    {
        var accepted = await uninstall.ExecuteAsync(await circuit.GetAsync(), installationId, cancellationToken);
        return accepted.Match(order => Result<string>.Of(order.Operation), error => error);
    }

    private static InstallationItem Item(InstallationView view, IReadOnlyDictionary<string, string> newest) => new(
        view.Id,
        view.Plugin,
        view.Name,
        view.Icon,
        Words.Read<InstallationState>(view.State),
        view.Version,
        newest.GetValueOrDefault(view.Plugin, view.Version ?? ""),
        view.Rollout is not null && !PhaseWords.IsOver(view.RolloutPhase ?? "") ? view.Rollout : null,
        view.CreatedAt,
        view.UpdatedAt);
}
