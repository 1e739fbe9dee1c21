using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Portal.Benchmarks.Operator;

/// <summary>What operators ask the API server for, seen from the server: nobody has to be believed.</summary>
internal sealed class CallLog
{
    private readonly ConcurrentDictionary<string, List<long>> _samples = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _looks = new(StringComparer.Ordinal);
    private long _calls;
    private long _writes;

    /// <summary>All calls of operators, and those of them that write, leases left out.</summary>
    public (long Calls, long Writes) Counts => (Interlocked.Read(ref _calls), Interlocked.Read(ref _writes));

    /// <summary>How many rollouts have been looked at since they were forgotten.</summary>
    public int Looked => _looks.Count;

    /// <summary>When the metrics of a pod were asked for, by namespace and pod.</summary>
    public IReadOnlyDictionary<string, List<long>> Samples => _samples;

    /// <summary>When the rollout was looked at last; null when it was not.</summary>
    public long? LookAt(FleetName rollout) => _looks.TryGetValue($"{rollout.Namespace}/{rollout.Name}", out var at) ? at : null;

    /// <summary>The pod's last sample before a moment.</summary>
    public long? SampleBefore(FleetName rollout, long moment)
    {
        long? last = null;
        foreach (var (pod, times) in _samples)
        {
            if (pod.StartsWith($"{rollout.Namespace}/{rollout.Name}-canary-", StringComparison.Ordinal))
            {
                lock (times)
                {
                    last = times.Where(at => at <= moment).Append(last ?? 0).Max() is > 0 and var at ? at : last;
                }
            }
        }

        return last;
    }

    public void Forget()
    {
        _looks.Clear();
        _samples.Clear();
    }

    public Task NoteAsync(HttpContext context, Func<Task> goOn)
    {
        var request = context.Request;
        if (request.Headers.UserAgent.ToString().StartsWith("portal-operator", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _calls);
            Note(request.Method, request.Path.Value!);
        }

        return goOn();
    }

    private void Note(string method, string path)
    {
        var parts = path.Split('/');
        if (method != "GET")
        {
            Interlocked.Add(ref _writes, path.Contains("/leases", StringComparison.Ordinal) ? 0 : 1);
        }
        else if (parts is [.., "namespaces", var space, "pluginrollouts", var rollout])
        {
            _looks[$"{space}/{rollout}"] = Stopwatch.GetTimestamp();
        }
        else if (parts is [.., "namespaces", var inNamespace, "pods", var pod, "proxy", "metrics"])
        {
            var times = _samples.GetOrAdd($"{inNamespace}/{pod}", _ => []);
            lock (times)
            {
                times.Add(Stopwatch.GetTimestamp());
            }
        }
    }
}
