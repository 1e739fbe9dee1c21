using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.CustomResources;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>The defaults that clients and controllers see; those that nothing here reads are left out.</summary>
internal static class BuiltInDefaults
{
    public static void Apply(ResourceType type, JsonObject item, JsonObject? current)
    {
        switch (type.Collection)
        {
            case Collections.Namespaces:
                item.Ensure("spec")["finalizers"] = new JsonArray("kubernetes");
                item.Meta().Ensure("labels")["kubernetes.io/metadata.name"] = item.NameOf();
                item.Ensure("status").Default("phase", "Active");
                break;
            case Collections.Deployments:
                Deployment(item.Ensure("spec"));
                break;
            case Collections.ReplicaSets:
                item.Ensure("spec").Default("replicas", 1);
                PodSpec(item.Ensure("spec").Ensure("template").Ensure("spec"));
                break;
            case Collections.Pods:
                PodSpec(item.Ensure("spec"));
                item.Ensure("status").Default("phase", "Pending");
                break;
            case Collections.Services:
                Service(item, current);
                break;
            case "/secrets":
                Secret(item);
                break;
            case Collections.Definitions:
                DefinitionNames.Default(item);
                break;
        }
    }

    private static void Deployment(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("maxUnavailable", "25%");
            strategy.Ensure("rollingUpdate").Default("maxSurge", "25%");
        }

        PodSpec(spec.Ensure("template").Ensure("spec"));
    }

    private static void PodSpec(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("schedulerName", "default-scheduler");
        spec.Default("securityContext", new JsonObject());
        foreach (var container in spec.Objects("containers"))
        {
            container.Default("resources", new JsonObject());
            container.Default("imagePullPolicy", container.Text("image")?.EndsWith(":latest", StringComparison.Ordinal) is true ? "Always" : "IfNotPresent");
            foreach (var port in container.Objects("ports"))
            {
                port.Default("protocol", "TCP");
            }
        }
    }

    private static void Service(JsonObject item, JsonObject? current)
    {
        var spec = item.Ensure("spec");
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone() ?? 80);
        }

        if (spec.Text("type") != "ExternalName")
        {
            spec.Default("clusterIP", current.Text("spec", "clusterIP") ?? Scheduling.Addresses.Service(item.UidOf()));
            spec.Default("clusterIPs", new JsonArray(spec.Text("clusterIP")));
        }
    }

    /// <summary>stringData is a way in only: it is kept as data.</summary>
    private static void Secret(JsonObject item)
    {
        item.Default("type", "Opaque");
        foreach (var (key, value) in item.TextMap("stringData"))
        {
            item.Ensure("data")[key] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value));
        }

        item.Remove("stringData");
    }
}
