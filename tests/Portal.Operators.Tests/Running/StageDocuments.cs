using System.Text.Json.Nodes;

namespace Portal.Operators.Tests.Running;

/// <summary>The objects that a virtual stage begins with.</summary>
internal static class StageDocuments
{
    /// <summary>One rule, with a weight and a filter of its owner's.</summary>
    public const string OneRule =
        """
        [{"matches":[{"path":{"type":"PathPrefix","value":"/"}}],"filters":[{"type":"RequestHeaderModifier","requestHeaderModifier":{"add":[{"name":"x-kept","value":"yes"}]}}],
          "backendRefs":[{"name":"ci-status-stable","port":80,"weight":7}]}]
        """;

    public static JsonObject Namespace() => Parse("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"tenant-acme"}}""");

    /// <summary>Something that is there already, and may have a share of the route.</summary>
    public static JsonObject LegacyService() =>
        Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"legacy","namespace":"tenant-acme"},"spec":{"ports":[{"port":80}],"selector":{"app":"legacy"}}}""");

    public static JsonObject Route(string? rules = null, string name = "ci-status") => Parse(
        $$$"""
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute",
         "metadata":{"name":"{{{name}}}","namespace":"tenant-acme","annotations":{"portal.internal/simulated-requests-per-second":"200"}},
         "spec":{"parentRefs":[{"name":"portal"}],"rules":{{{rules ?? OneRule}}}}}
        """);

    public static JsonObject Rollout(string version, string steps, params (string Name, string Value)[] behavior)
    {
        var rollout = Parse(
            $$$"""
            {"apiVersion":"portal.internal/v1alpha1","kind":"PluginRollout",
             "metadata":{"name":"ci-status","namespace":"tenant-acme"},
             "spec":{"plugin":"ci-status","version":"{{{version}}}","digest":"sha256:{{{version}}}","replicas":2,"servicePort":80,"drainDelay":"PT1S",
                     "analysis":{"interval":"PT1S","noDataTimeout":"PT8S"},
                     "strategy":{"canary":{"steps":{{{steps}}}}},
                     "template":{"metadata":{"annotations":{"portal.internal/simulated-ready-after":"PT0.2S"}},
                                 "spec":{"containers":[{"name":"plugin","image":"example/ci-status:{{{version}}}","ports":[{"containerPort":8080}]}]} } } }
            """);
        foreach (var (name, value) in behavior)
        {
            rollout["spec"]!["template"]!["metadata"]!["annotations"]![$"portal.internal/{name}"] = value;
        }

        return rollout;
    }

    /// <summary>How the pods of a version behave, as annotations.</summary>
    public static JsonObject Behavior(IEnumerable<(string Name, string Value)> behavior) =>
        new(behavior.Select(one => KeyValuePair.Create<string, JsonNode?>($"portal.internal/{one.Name}", one.Value)));

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
