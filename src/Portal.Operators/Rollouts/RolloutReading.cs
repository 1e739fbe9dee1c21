using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Operators.Rollouts;

/// <summary>What one look found and decided, for whoever tells the portal.</summary>
/// <param name="Resource">The custom resource, for its labels and annotations.</param>
/// <param name="Status">The status after the look.</param>
/// <param name="Sample">What was measured in it, if anything was.</param>
internal sealed record RolloutReading(JsonObject Resource, RolloutStatus Status, AnalysisSample? Sample);
