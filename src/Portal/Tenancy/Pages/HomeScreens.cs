using Portal.Plugins.Pages;
using Portal.Rollouts.Pages;

namespace Portal.Tenancy.Pages;

/// <summary>What the home page asks.</summary>
internal sealed class HomeScreens(SetUpScreens setUp, PluginScreens plugins, RolloutScreens rollouts)
{
    public async Task<HomeSummary> ReadAsync(CancellationToken cancellationToken) => new(
        await setUp.StepsAsync(cancellationToken),
        await plugins.ListAsync(cancellationToken),
        (await rollouts.ListAsync(null, null, null, cancellationToken)).Items);
}
