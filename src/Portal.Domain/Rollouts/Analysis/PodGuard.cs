namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Guard G3: pods that keep crashing need no statistics.</summary>
internal sealed class PodGuard
{
    private const int MostRestarts = 3;

    private int? _restartsAtFirst;
    private bool _wasReady;

    /// <returns>Why the canary is bad, or null.</returns>
    public string? Judge(CanaryPods pods)
    {
        // Fewer restarts than before: pods were replaced, their count began again.
        _restartsAtFirst = Math.Min(_restartsAtFirst ?? pods.Restarts, pods.Restarts);
        var restarts = pods.Restarts - _restartsAtFirst.Value;
        if (pods.CrashLooping)
        {
            return "The canary's pods keep crashing.";
        }

        if (pods is { Ready: 0, Wanted: > 0 } && _wasReady)
        {
            return "The canary has no ready pod left.";
        }

        _wasReady |= pods.Ready > 0;
        return restarts >= MostRestarts ? $"The canary's pods have crashed {restarts} times." : null;
    }
}
