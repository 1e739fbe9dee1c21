using System.Text.Json.Nodes;

namespace Portal.Benchmarks.Operator;

/// <summary>What a person applies: a namespace, a route, a rollout.</summary>
internal static class FleetDocuments
{
    /// <summary>A canary that is looked at every five seconds for as long as the measurement takes.</summary>
    public const string LongCanary = """[{"setWeight":20},{"analyze":{"duration":"PT24H"}},{"setWeight":100}]""";

    /// <summary>What comes and goes during the soak.</summary>
    public const string ShortCanary = """[{"setWeight":20},{"pause":{"duration":"PT5S"}},{"setWeight":100}]""";

    public static JsonObject Namespace(string name) => Parse($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}"}}""");

    public static JsonObject Route(string inNamespace, string name) => Parse(
        $$$"""
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute",
         "metadata":{"name":"{{{name}}}","namespace":"{{{inNamespace}}}","labels":{"app.kubernetes.io/managed-by":"portal-operator","portal.internal/plugin-rollout":"{{{name}}}"}},
         "spec":{"parentRefs":[{"name":"portal"}],"rules":[{"backendRefs":[{"name":"{{{name}}}-stable","port":80,"weight":100}]}]}}
        """);

    public static JsonObject Rollout(string inNamespace, string name) => Parse(
        $$$"""{"apiVersion":"portal.internal/v1alpha1","kind":"PluginRollout","metadata":{"name":"{{{name}}}","namespace":"{{{inNamespace}}}"},"spec":{{{Spec("1.0.0", LongCanary).ToJsonString()}}}}""");

    /// <param name="version">Which version is wanted.</param>
    /// <param name="steps">How it comes.</param>
    /// <param name="errorRatio">The share of requests that this version fails.</param>
    public static JsonObject Spec(string version, string steps, string errorRatio = "0.001") => Parse(
        $$$"""
        {"plugin":"bench","version":"{{{version}}}","digest":"sha256:{{{version}}}","replicas":1,"servicePort":80,"drainDelay":"PT1S",
         "analysis":{"interval":"PT5S","noDataTimeout":"PT10M"},
         "strategy":{"canary":{"steps":{{{steps}}}}},
         "template":{"metadata":{"annotations":{"portal.internal/simulated-error-ratio":"{{{errorRatio}}}"}},
                     "spec":{"containers":[{"name":"plugin","image":"example/bench:{{{version}}}","ports":[{"containerPort":8080}]}]} } }
        """);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
