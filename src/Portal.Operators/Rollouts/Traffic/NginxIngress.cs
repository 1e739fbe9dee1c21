using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>The canary Ingress of ingress-nginx (its annotations reference, "Canary").</summary>
internal static class NginxIngress
{
    private const string Prefix = "nginx.ingress.kubernetes.io/";
    private const string ClassAnnotation = "kubernetes.io/ingress.class";
    private const string Weight = Prefix + "canary-weight";
    private const string Header = Prefix + "canary-by-header";
    private const string HeaderValue = Prefix + "canary-by-header-value";

    public static bool IsOurs(JsonObject rollout, JsonObject canary) =>
        canary.ItemsAt("metadata", "ownerReferences").Any(owner => owner.TextAt("uid") == rollout.TextAt("metadata", "uid"));

    public static bool LeadsTo(JsonObject ingress, string service) => Paths(ingress["spec"]).Any(path => path.TextAt("backend", "service", "name") == service);

    public static ObservedRoute Read(JsonObject rollout, JsonObject ingress, JsonObject canary)
    {
        var header = canary.Annotation(Header) is { } name ? new HeaderMatch(name, canary.Annotation(HeaderValue) ?? "") : null;
        var isAsMade = JsonNode.DeepEquals(Rules(rollout, ingress), canary.At("spec", "rules")) && canary.Annotation(Prefix + "canary") == "true";
        var weight = isAsMade && int.TryParse(canary.Annotation(Weight), CultureInfo.InvariantCulture, out var percent) ? percent : -1;
        return new ObservedRoute(weight, Accepted: true, IsAdopted: true) { Header = header, SetAt = canary.TimeAt("metadata", "annotations", RolloutNames.WeightSetAnnotation) };
    }

    public static JsonObject Canary(JsonObject rollout, JsonObject ingress, SetWeight split, DateTimeOffset now)
    {
        var metadata = WorkloadDocuments.Metadata(rollout, Arm.Canary);
        var annotations = new JsonObject
        {
            [Prefix + "canary"] = "true",
            [Weight] = split.CanaryWeight.ToString(CultureInfo.InvariantCulture),
            [RolloutNames.WeightSetAnnotation] = StatusDocument.Time(now),
        };
        if (split.Header is { } header)
        {
            annotations[Header] = header.Name;
            annotations[HeaderValue] = header.Value;
        }

        if (ingress.Annotation(ClassAnnotation) is { } ingressClass)
        {
            annotations[ClassAnnotation] = ingressClass;
        }

        metadata["annotations"] = annotations;
        var spec = new JsonObject { ["rules"] = Rules(rollout, ingress) };
        if (ingress.TextAt("spec", "ingressClassName") is { } className)
        {
            spec["ingressClassName"] = className;
        }

        return new JsonObject { ["apiVersion"] = ResourceKind.Ingress.ApiVersion, ["kind"] = ResourceKind.Ingress.Kind, ["metadata"] = metadata, ["spec"] = spec };
    }

    /// <summary>The stable Ingress' paths to the stable Service, leading to the canary; ingress-nginx pairs them by host and path.</summary>
    private static JsonArray Rules(JsonObject rollout, JsonObject ingress)
    {
        var (stable, canary) = (RolloutNames.Of(rollout.Key().Name, Arm.Stable), RolloutNames.Of(rollout.Key().Name, Arm.Canary));
        var rules = new JsonArray();
        foreach (var rule in ingress.ItemsAt("spec", "rules").Select(rule => rule.DeepClone().AsObject()))
        {
            var paths = rule.ItemsAt("http", "paths").Where(path => path.TextAt("backend", "service", "name") == stable).Select(path => path.DeepClone()).ToList();
            if (paths.Count == 0)
            {
                continue;
            }

            foreach (var path in paths)
            {
                path["backend"]!["service"]!["name"] = canary;
            }

            rule["http"]!["paths"] = new JsonArray([.. paths]);
            rules.Add(rule);
        }

        return rules;
    }

    private static IEnumerable<JsonObject> Paths(JsonNode? spec) => spec.ItemsAt("rules").SelectMany(rule => rule.ItemsAt("http", "paths"));
}
