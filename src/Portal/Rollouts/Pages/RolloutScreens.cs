using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts;
using Portal.Layout;

namespace Portal.Rollouts.Pages;

/// <summary>What the pages about rollouts ask and order, as the person of this circuit.</summary>
internal sealed class RolloutScreens(
    CircuitCaller circuit, RolloutQueries queries, RolloutOriginQuery origins, ControlRollout control, RetryRollout retry)
{
    /// <summary>Newest first.</summary>
    /// <param name="state"><c>active</c>, <c>finished</c> or null for all.</param>
    /// <param name="plugin">Only this plugin's, by key.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<PageOf<RolloutItem>> ListAsync(string? state, string? plugin, string? cursor, CancellationToken cancellationToken)
    {
        // An address that somebody mistyped shows everything.
        var filter = new RolloutFilter(state is "active" or "finished" ? state : null, plugin);
        var page = (await queries.ListAsync(await circuit.GetAsync(), new(null, cursor), filter, cancellationToken)).OrRefuse();
        return new PageOf<RolloutItem>([.. page.Items.Select(Item)], page.NextCursor);
    }

    /// <summary>Null when there is none with this id in this tenant.</summary>
    public async Task<RolloutDetail?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        var found = (await queries.FindAsync(caller, id, cancellationToken)).OrMissing();
        if (found is null)
        {
            return null;
        }

        var events = (await queries.EventsAsync(caller, id, cancellationToken)).OrRefuse();
        var measurements = (await queries.MeasurementsAsync(caller, id, cancellationToken)).OrRefuse();
        var origin = await origins.FindAsync(caller, id, cancellationToken);
        return new RolloutDetail(
            Item(found),
            found.StepIndex,
            StrategyDocument.Read(found.Strategy).Strategy?.Steps ?? [],
            found.Evidence,
            found.EvidenceLimit,
            new ArmTotals(found.StableRequests, found.StableErrors),
            new ArmTotals(found.CanaryRequests, found.CanaryErrors),
            [.. events.Select((e, index) => new RolloutEventItem(
                e.OccurredAt, e.Kind, index > 0 && events[index - 1].Message == e.Message ? EventWords.Plain(e.Kind, found.FromVersion) : e.Message, e.Weight))],
            [.. measurements.Select(m => new MeasurementPoint(
                m.MeasuredAt, m.Weight, m.StableRequests, m.StableErrors, m.StableSlow, m.CanaryRequests, m.CanaryErrors, m.CanarySlow, m.Evidence))],
            origin.StartedBy,
            found.CorrelationId,
            origin.FromDigest,
            origin.ToDigest,
            found.PausedBy);
    }

    public Task<Result<string>> ApproveAsync(string id, CancellationToken cancellationToken) =>
        ControlAsync(id, OperationKind.ApproveRollout, null, cancellationToken);

    public Task<Result<string>> PromoteAsync(string id, CancellationToken cancellationToken) =>
        ControlAsync(id, OperationKind.PromoteRollout, null, cancellationToken);

    public Task<Result<string>> AbortAsync(string id, string reason, CancellationToken cancellationToken) =>
        ControlAsync(id, OperationKind.AbortRollout, reason, cancellationToken);

    public Task<Result<string>> PauseAsync(string id, string? reason, CancellationToken cancellationToken) =>
        ControlAsync(id, OperationKind.PauseRollout, reason, cancellationToken);

    public Task<Result<string>> ResumeAsync(string id, CancellationToken cancellationToken) =>
        ControlAsync(id, OperationKind.ResumeRollout, null, cancellationToken);

    /// <summary>Starts a new rollout of the same version; answers with its id.</summary>
    public async Task<Result<string>> RetryAsync(string id, CancellationToken cancellationToken)
    {
        var started = await retry.ExecuteAsync(await circuit.GetAsync(), id, cancellationToken);
        return started.Match(order => Result<string>.Of(order.Rollout!), error => error);
    }

    internal static RolloutItem Item(RolloutView view) => new(
        view.Id, view.Plugin, view.PluginName, view.FromVersion, view.ToVersion, view.Held ? "Held" : view.QueuePlace is null ? view.Phase : "Queued", view.Verdict, view.Weight, view.Message, view.CreatedAt, view.FinishedAt);

    private async Task<Result<string>> ControlAsync(string id, string kind, string? reason, CancellationToken cancellationToken)
    {
        var accepted = await control.ExecuteAsync(await circuit.GetAsync(), id, kind, new(reason), cancellationToken);
        return accepted.Match(order => Result<string>.Of(order.Operation), error => error);
    }
}
