using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>What is to be measured.</summary>
/// <param name="Rollout">Whose both arms.</param>
/// <param name="Revision">The canary's, as its pods are labelled.</param>
/// <param name="Pods">Those that are ready, of both arms.</param>
/// <param name="Port">Where they answer unless the source says otherwise.</param>
/// <param name="LatencyBound">A request slower than this counts as slow.</param>
/// <param name="Now">For the age of what is read.</param>
internal sealed record MetricScope(ResourceKey Rollout, string Revision, IReadOnlyList<ObservedPod> Pods, int Port, TimeSpan LatencyBound, DateTimeOffset Now)
{
    /// <summary>A query of the spec's with the names of this rollout in it.</summary>
    public string Fill(string query, Arm arm) => query
        .Replace("{{namespace}}", Rollout.Namespace, StringComparison.Ordinal)
        .Replace("{{rollout}}", Rollout.Name, StringComparison.Ordinal)
        .Replace("{{arm}}", arm.Word(), StringComparison.Ordinal)
        .Replace("{{pods}}", $"{Rollout.Name.Replace(".", "\\\\.", StringComparison.Ordinal)}-{arm.Word()}-.+", StringComparison.Ordinal)
        .Replace("{{revision}}", Revision, StringComparison.Ordinal);
}
