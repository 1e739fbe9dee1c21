using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>The mark that keeps a deleted rollout until what it changed of others is as it was.</summary>
internal static class RolloutFinalizer
{
    public static bool IsSet(JsonObject rollout) => Names(rollout).Contains(RolloutNames.Finalizer);

    public static JsonObject Set(JsonObject rollout)
    {
        var marked = rollout.DeepClone().AsObject();
        marked["metadata"]!["finalizers"] = new JsonArray([.. Names(rollout).Append(RolloutNames.Finalizer).Select(name => JsonValue.Create(name))]);
        return marked;
    }

    public static IEnumerable<JsonNode?> Others(JsonObject rollout) => Names(rollout).Where(name => name != RolloutNames.Finalizer).Select(name => JsonValue.Create(name));

    private static IEnumerable<string> Names(JsonObject rollout) =>
        rollout.At("metadata", "finalizers") is JsonArray names ? names.Select(name => name!.GetValue<string>()) : [];
}
