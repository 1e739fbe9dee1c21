using System.Globalization;
using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Remediations;
using Portal.Layout;

namespace Portal.Remediations.Pages;

/// <summary>What the pages about findings ask and order, as the person of this circuit.</summary>
internal sealed class RemediationScreens(CircuitCaller circuit, RemediationQueries queries, DecideRemediation decide, TenantRemediationSettings settings)
{
    /// <summary>Newest first.</summary>
    /// <param name="state"><c>current</c>, <c>ended</c> or null for all.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<PageOf<RemediationView>> ListAsync(string? state, string? cursor, CancellationToken cancellationToken)
    {
        // An address that somebody mistyped shows everything.
        var filter = new RemediationFilter(state is "current" or "ended" ? state : null, null, null);
        var page = (await queries.ListAsync(await circuit.GetAsync(), new(null, cursor), filter, cancellationToken)).OrRefuse();
        return new PageOf<RemediationView>(page.Items, page.NextCursor);
    }

    /// <summary>Those of a rollout that are still so, and the last that were.</summary>
    public async Task<IReadOnlyList<RemediationView>> OfRolloutAsync(string rollout, CancellationToken cancellationToken) =>
        (await queries.ListAsync(await circuit.GetAsync(), new(10, null), new(null, null, rollout), cancellationToken)).OrRefuse().Items;

    /// <summary>Null when there is none with this id in this tenant.</summary>
    public async Task<RemediationView?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await queries.FindAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing();

    public async Task<Result<RemediationAccepted>> ActAsync(string id, CancellationToken cancellationToken) =>
        await decide.ActAsync(await circuit.GetAsync(), id, cancellationToken);

    public async Task<Result<RemediationView>> DismissAsync(string id, string reason, CancellationToken cancellationToken) =>
        await decide.DismissAsync(await circuit.GetAsync(), id, new(reason), cancellationToken);

    public async Task<RemediationSettingsView> SettingsAsync(CancellationToken cancellationToken) =>
        (await settings.FindAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<Result<RemediationSettingsView>> SaveAsync(RemediationSettingsDraft draft, long version, CancellationToken cancellationToken) =>
        await settings.ReplaceAsync(await circuit.GetAsync(), draft, version.ToString(CultureInfo.InvariantCulture), cancellationToken);
}
