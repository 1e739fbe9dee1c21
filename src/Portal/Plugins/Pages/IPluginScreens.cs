using Portal.Domain;
using Portal.Rollouts.Pages;

namespace Portal.Plugins.Pages;

/// <summary>What the pages about installed plugins ask and order.</summary>
internal interface IPluginScreens
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<InstallationItem>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Null when this tenant has not installed it.</summary>
    Task<InstallationDetail?> FindAsync(string pluginKey, CancellationToken cancellationToken);

    /// <summary>The strategies to choose from, the default first.</summary>
    IReadOnlyList<StrategyChoice> Strategies { get; }

    Task<Result<InstallOrder>> InstallAsync(string pluginKey, string version, string strategyKey, CancellationToken cancellationToken);

    Task<Result<InstallOrder>> UpgradeAsync(string pluginKey, string version, string strategyKey, CancellationToken cancellationToken);

    /// <summary>Answers with the operation's id.</summary>
    Task<Result<string>> UninstallAsync(string pluginKey, CancellationToken cancellationToken);
}
