using Portal.Access;
using Portal.Rollouts;
using Portal.Rollouts.Pages;
using Portal.Tenancy.Pages;

namespace Portal.Layout;

/// <summary>What the navigation asks.</summary>
internal sealed class NavigationScreens(CircuitCaller circuit, RolloutQueries rollouts, SetUpScreens setUp)
{
    public async Task<NavigationStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var recent = await rollouts.ListAsync(caller, new(100, null), cancellationToken);
        var active = recent.Match(page => page.Items.Count(rollout => !PhaseWords.IsOver(rollout.Phase)), _ => 0);
        var steps = await setUp.StepsAsync(cancellationToken);
        return new NavigationStatus(active, steps.Count(step => step.Done), steps.Count);
    }
}
