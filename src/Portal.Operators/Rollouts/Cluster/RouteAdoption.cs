using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>
/// Routes that somebody else made. What one was is kept in it by the very write that changes it first, so that there is no moment to lose it; it is made
/// so again, and whatever its owner has changed meanwhile stays.
/// </summary>
internal static class RouteAdoption
{
    /// <summary>The portal's own routes come and go with their installations: there is nothing to give back.</summary>
    public static bool IsForeign(JsonObject route) => route.Label(RolloutNames.ManagedByLabel) != RolloutNames.FieldManager;

    public static bool IsAdopted(JsonObject route) => route.Annotation(RolloutNames.OriginalAnnotation) is not null;

    /// <summary>The metadata that goes with the first change of a foreign route: its past, and whom to ask when it changes.</summary>
    public static JsonObject Metadata(JsonObject route, string rollout)
    {
        var metadata = new JsonObject { ["resourceVersion"] = route.ResourceVersion() };
        if (IsForeign(route) && !IsAdopted(route))
        {
            var original = new JsonObject { ["rules"] = route.At("spec", "rules")?.DeepClone(), ["label"] = route.Label(RolloutNames.RolloutLabel) };
            metadata["annotations"] = new JsonObject { [RolloutNames.OriginalAnnotation] = original.ToJsonString() };
            metadata["labels"] = new JsonObject { [RolloutNames.RolloutLabel] = rollout };
        }

        return metadata;
    }

    /// <summary>The merge patch (RFC 7386) that gives an adopted route back.</summary>
    public static JsonObject Restoration(JsonObject route, string rollout)
    {
        var original = JsonNode.Parse(route.Annotation(RolloutNames.OriginalAnnotation)!);
        var rules = new JsonArray([.. route.ItemsAt("spec", "rules").Select(rule => Restored(rule, [.. original.ItemsAt("rules")], rollout))]);
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = route.ResourceVersion(),
                ["annotations"] = new JsonObject { [RolloutNames.OriginalAnnotation] = null },
                ["labels"] = new JsonObject { [RolloutNames.RolloutLabel] = original.TextAt("label") },
            },
            ["spec"] = new JsonObject { ["rules"] = rules },
        };
    }

    // A rule that its owner left alone is the same as before but for our backends: then the old one is right to the letter.
    private static JsonNode Restored(JsonObject rule, List<JsonObject> originals, string rollout)
    {
        var stable = RolloutNames.Of(rollout, Arm.Stable);
        if (RouteReading.Backend(rule, stable) is null)
        {
            return rule.DeepClone();
        }

        var own = WithoutOurs(rule, rollout);
        if (originals.Find(original => JsonNode.DeepEquals(WithoutOurs(original, rollout), own)) is { } same)
        {
            return same.DeepClone();
        }

        var changed = rule.DeepClone().AsObject();
        RouteReading.Backend(changed, stable)!["weight"] = RouteWeights.Base(rule, rollout, isFirst: false);
        changed["backendRefs"]!.AsArray().Remove(RouteReading.Backend(changed, RolloutNames.Of(rollout, Arm.Canary)));
        return changed;
    }

    private static JsonObject WithoutOurs(JsonObject rule, string rollout)
    {
        var rest = rule.DeepClone().AsObject();
        foreach (var backend in rest.ItemsAt("backendRefs").ToList())
        {
            if (backend.TextAt("name") == RolloutNames.Of(rollout, Arm.Canary))
            {
                rest["backendRefs"]!.AsArray().Remove(backend);
            }
            else
            {
                backend.Remove("weight");
            }
        }

        return rest;
    }
}
