using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Discovery;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Scheduling;

namespace Portal.Local.Kubernetes.Storage;

/// <summary>What a cluster has before anybody uses it: a few namespaces, one node, one gateway class.</summary>
internal static class InitialObjects
{
    public static void Create(ClusterAccess cluster, DateTimeOffset now)
    {
        foreach (var name in (string[])["default", "kube-node-lease", "kube-public", "kube-system"])
        {
            cluster.Create(Collections.Namespaces, Named(name));
        }

        cluster.Create("gateway.networking.k8s.io/gatewayclasses", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "local" }, ["spec"] = new JsonObject { ["controllerName"] = RouteStatus.ControllerName },
        });
        cluster.Create(Collections.Nodes, Named(PodController.NodeName));
        cluster.WriteStatus(new ObjectKey(Collections.Nodes, "", PodController.NodeName), status =>
        {
            status["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = Addresses.Node });
            status["nodeInfo"] = new JsonObject { ["kubeletVersion"] = ServerVersion.GitVersion, ["operatingSystem"] = "linux", ["architecture"] = "amd64" };
            status["capacity"] = new JsonObject { ["cpu"] = "64", ["memory"] = "256Gi", ["pods"] = "10000" };
            status["allocatable"] = status["capacity"]!.DeepClone();
            Conditions.Set(status, Conditions.Of("Ready", true, "KubeletReady", "local simulation"), now);
        });
    }

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };
}
