using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>What a gateway says of a route: one entry per parent, conditions with the generation they speak of.</summary>
internal static class RouteStatus
{
    public const string ControllerName = "portal.internal/local-gateway";

    public static void Write(ClusterAccess cluster, JsonObject status, JsonObject route, DateTimeOffset now)
    {
        var before = status.Objects("parents").Select(parent => parent.Clone()).ToList();
        var references = route.Objects("spec", "parentRefs").Select(reference => reference.Clone()).ToList();
        if (references.Count == 0)
        {
            references.Add(new JsonObject { ["name"] = "local" });
        }

        var missing = route.Objects("spec", "rules").SelectMany(rule => rule.Objects("backendRefs"))
            .Where(backend => cluster.Get(ServiceOf(backend, route)) is null)
            .Select(backend => backend.Text("name")).FirstOrDefault();
        status["parents"] = new JsonArray([.. references.Select((reference, index) =>
            Parent(reference, index < before.Count ? before[index] : null, route.Number("metadata", "generation") ?? 1, missing, now))]);
    }

    private static ObjectKey ServiceOf(JsonObject backend, JsonObject route) =>
        new(Collections.Services, backend.Text("namespace") ?? route.NamespaceOf(), backend.Text("name") ?? "");

    private static JsonObject Parent(JsonObject reference, JsonObject? before, long generation, string? missing, DateTimeOffset now)
    {
        var parent = new JsonObject
        {
            ["parentRef"] = reference,
            ["controllerName"] = ControllerName,
            ["conditions"] = before?["conditions"]?.DeepClone() ?? new JsonArray(),
        };
        var accepted = Conditions.Of("Accepted", true, "Accepted", "Accepted by the local gateway");
        var resolved = missing is null
            ? Conditions.Of("ResolvedRefs", true, "ResolvedRefs", "All references resolved")
            : Conditions.Of("ResolvedRefs", false, "BackendNotFound", $"Service \"{missing}\" not found");
        foreach (var condition in (JsonObject[])[accepted, resolved])
        {
            condition["observedGeneration"] = generation;
            Conditions.Set(parent, condition, now);
        }

        return parent;
    }
}
