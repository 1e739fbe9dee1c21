using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

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
    public static JsonObject Metadata(RouteShape shape, JsonObject route, string rollout)
    {
        var metadata = new JsonObject { ["resourceVersion"] = route.ResourceVersion() };
        if (IsForeign(route) && !IsAdopted(route))
        {
            var original = new JsonObject { ["rules"] = route.At("spec", shape.Rules)?.DeepClone(), ["label"] = route.Label(RolloutNames.RolloutLabel) };
            metadata["annotations"] = new JsonObject { [RolloutNames.OriginalAnnotation] = original.ToJsonString() };
            metadata["labels"] = new JsonObject { [RolloutNames.RolloutLabel] = rollout };
        }

        return metadata;
    }

    /// <summary>The merge patch (RFC 7386) that gives an adopted route back.</summary>
    public static JsonObject Restoration(RouteShape shape, JsonObject route, ResourceKey rollout)
    {
        var original = JsonNode.Parse(route.Annotation(RolloutNames.OriginalAnnotation)!);
        var rules = new JsonArray([.. route.ItemsAt("spec", shape.Rules)
            .Where(rule => !RouteReading.IsHeaderRule(shape, rule, rollout))
            .Select(rule => Restored(shape, rule, [.. original.ItemsAt("rules")], rollout))]);
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = route.ResourceVersion(),
                ["annotations"] = new JsonObject { [RolloutNames.OriginalAnnotation] = null, [RolloutNames.WeightSetAnnotation] = null },
                ["labels"] = new JsonObject { [RolloutNames.RolloutLabel] = original.TextAt("label") },
            },
            ["spec"] = new JsonObject { [shape.Rules] = rules },
        };
    }

    // A rule that its owner left alone is the same as before but for our backends: then the old one is right to the letter.
    private static JsonNode Restored(RouteShape shape, JsonObject rule, List<JsonObject> originals, ResourceKey rollout)
    {
        if (RouteReading.Backend(shape, rule, rollout, Arm.Stable) is null)
        {
            return rule.DeepClone();
        }

        var own = WithoutOurs(shape, rule, rollout);
        if (originals.Find(original => JsonNode.DeepEquals(WithoutOurs(shape, original, rollout), own)) is { } same)
        {
            return same.DeepClone();
        }

        var changed = rule.DeepClone().AsObject();
        RouteReading.Backend(shape, changed, rollout, Arm.Stable)!["weight"] = RouteWeights.Base(shape, rule, rollout, isFirst: false);
        changed[shape.Backends]!.AsArray().Remove(RouteReading.Backend(shape, changed, rollout, Arm.Canary));
        return changed;
    }

    private static JsonObject WithoutOurs(RouteShape shape, JsonObject rule, ResourceKey rollout)
    {
        var rest = rule.DeepClone().AsObject();
        foreach (var backend in rest.ItemsAt(shape.Backends).ToList())
        {
            if (shape.Service(backend, rollout.Namespace) == RolloutNames.Of(rollout.Name, Arm.Canary))
            {
                rest[shape.Backends]!.AsArray().Remove(backend);
            }
            else
            {
                backend.Remove("weight");
            }
        }

        return rest;
    }
}
