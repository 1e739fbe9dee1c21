using Portal.Access;
using Portal.Domain.Access;
using Portal.Plugins;
using Portal.Rollouts;

namespace Portal.Tenancy.Pages;

/// <summary>The way from an empty tenant to a portal that works, each step with its state as it really is: nothing is ticked off by hand.</summary>
internal sealed class SetUpScreens(CircuitCaller circuit, InstallationQueries installations, RolloutQueries rollouts, AccessQueries access)
{
    public async Task<IReadOnlyList<SetUpStep>> StepsAsync(CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var installed = (await installations.ListAsync(caller, cancellationToken)).Match(page => page.Items, _ => []);
        var history = (await rollouts.ListAsync(caller, new(100, null), RolloutFilter.All, cancellationToken)).Match(page => page.Items, _ => []);
        var steps = new List<SetUpStep>
        {
            new("Install your first plugin", "Pick one from the marketplace. It goes live as soon as it is ready.", installed.Count > 0, "/marketplace", "Open marketplace"),
            new("Watch it go live", "The rollout page shows every step as it happens.", history.Any(r => r.Phase == "Completed"),
                history.Count > 0 ? $"/rollouts/{history[^1].Id}" : "/rollouts", "Open rollouts"),
            new("Roll out an upgrade as a canary", "A new version gets a little traffic first and is compared with the version before.",
                history.Any(r => r.FromVersion is not null), installed.Count > 0 ? "/plugins" : "/marketplace", "Open plugins"),
        };
        if (caller.Role.Allows(Permission.ManageApiKeys))
        {
            var keys = (await access.ApiKeysAsync(caller, cancellationToken)).Match(found => found, _ => []);
            steps.Add(new("Create an API key", "Everything a page can do, your pipeline can do.", keys.Count > 0, "/settings/members?tab=api-keys", "Create API key"));
        }

        return steps;
    }
}
