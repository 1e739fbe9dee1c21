using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Objectives;

/// <summary>While this process leads: looks at every objective again and again. One that cannot be looked at holds up no other.</summary>
internal sealed partial class ObjectiveLoop(IKubernetesClient client, ObjectiveReconciler reconciler, TimeProvider time, ILogger<ObjectiveLoop> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private Dictionary<string, JsonObject> _seen = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        reconciler.Forget();
        _seen = [];
        while (true)
        {
            await LookAsync(cancellationToken);
            await Task.Delay(Every, time, cancellationToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var all = await client.ListAsync(ObjectiveNames.ServiceLevelObjective, null, null, cancellationToken);
            Compare(all.Items);
            await Parallel.ForEachAsync(all.Items, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (objective, each) =>
            {
                try
                {
                    await reconciler.LookAsync(objective, each);
                }
                catch (KubernetesException e) when (e.IsConflict)
                {
                    // The gate or a person wrote at the same time: the next look begins with what they wrote.
                }
                catch (Exception e) when (e is not OperationCanceledException || !each.IsCancellationRequested)
                {
                    Failed(logger, objective.Key().ToString(), e.Message);
                }
            });
        }
        catch (Exception e) when (e is KubernetesException or HttpRequestException)
        {
            Failed(logger, "all", e.Message);
        }
    }

    /// <summary>What was there at the last look and is not any more.</summary>
    private void Compare(IReadOnlyList<JsonObject> there)
    {
        var now = there.ToDictionary(objective => objective.TextAt("metadata", "uid") ?? objective.Key().ToString());
        foreach (var (uid, gone) in _seen)
        {
            if (!now.ContainsKey(uid))
            {
                reconciler.Lose(gone);
            }
        }

        _seen = now;
    }

    [LoggerMessage(5151, LogLevel.Warning, "Objective {Objective} could not be looked at: {Reason}")]
    private static partial void Failed(ILogger logger, string objective, string reason);
}
