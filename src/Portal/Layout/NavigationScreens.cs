using Portal.Access;
using Portal.Objectives.Alerts;
using Portal.Rollouts;
using Portal.Tenancy.Pages;

namespace Portal.Layout;

/// <summary>What the navigation asks.</summary>
internal sealed class NavigationScreens(CircuitCaller circuit, RolloutQueries rollouts, AlertQueries alerts, SetUpScreens setUp)
{
    public async Task<NavigationStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var running = await rollouts.ListAsync(caller, new(100, null), new("active", null), cancellationToken);
        var active = running.Match(page => page.Items.Count, _ => 0);
        var steps = await setUp.StepsAsync(cancellationToken);
        return new NavigationStatus(active, await alerts.OpenAsync(caller, cancellationToken), steps.Count(step => step.Done), steps.Count);
    }
}
