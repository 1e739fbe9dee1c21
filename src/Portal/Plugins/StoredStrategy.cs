using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;

namespace Portal.Plugins;

/// <summary>A strategy as the tables keep it: always valid, since it was read before it was written.</summary>
internal static class StoredStrategy
{
    public static RolloutStrategy Read(string json) =>
        StrategyDocument.Read(JsonNode.Parse(json)).Strategy ?? throw new InvalidOperationException("A stored strategy cannot be read.");
}
