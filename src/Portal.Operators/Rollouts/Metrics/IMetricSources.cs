using System.Text.Json.Nodes;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>Makes the source that a rollout's spec asks for.</summary>
internal interface IMetricSources
{
    /// <param name="rollout">The custom resource; its <c>spec.analysis.source</c> has been read without problems.</param>
    IMetricSource Open(JsonObject rollout);
}
