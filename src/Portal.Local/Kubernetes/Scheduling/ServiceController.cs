using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Endpoints and EndpointSlices: the ready pods behind each Service.</summary>
internal sealed class ServiceController(ClusterAccess cluster) : IController
{
    public IEnumerable<ObjectKey> Concerns(StoreChange change) => change.Key.Collection switch
    {
        Collections.Services => [change.Key],
        Collections.Pods when change.MovesRequests => cluster.KeysIn(Collections.Services, change.Key.Namespace),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } service || service.IsDeleting() || service.Child("spec", "selector") is null)
        {
            return null;
        }

        var addresses = ServicePods.Ready(cluster, service).OrderBy(pod => pod.NameOf(), StringComparer.Ordinal).ToList();
        Put(key with { Collection = Collections.Endpoints }, service, new JsonObject { ["subsets"] = Subsets(service, addresses) });
        var slice = Slice(service, addresses);
        Put(new ObjectKey(Collections.EndpointSlices, key.Namespace, key.Name + "-local"), service, slice);
        return null;
    }

    private void Put(ObjectKey key, JsonObject service, JsonObject content)
    {
        if (cluster.Get(key) is null)
        {
            content["metadata"] = new JsonObject
            {
                ["namespace"] = key.Namespace,
                ["name"] = key.Name,
                ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = service.NameOf() },
                ["ownerReferences"] = ObjectMeta.ControlledBy(service),
            };
            cluster.Create(key.Collection, content);
            return;
        }

        cluster.Modify(key, item =>
        {
            foreach (var (name, value) in content)
            {
                item[name] = value?.DeepClone();
            }
        });
    }

    private static JsonArray Subsets(JsonObject service, List<JsonObject> pods) => pods.Count == 0
        ? []
        :
        [
            new JsonObject
            {
                ["addresses"] = new JsonArray([.. pods.Select(pod => new JsonObject
                {
                    ["ip"] = pod.Text("status", "podIP"), ["nodeName"] = PodController.NodeName, ["targetRef"] = Reference(pod),
                })]),
                ["ports"] = Ports(service, pods[0]),
            },
        ];

    private static JsonObject Slice(JsonObject service, List<JsonObject> pods) => new()
    {
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray([.. pods.Select(pod => new JsonObject
        {
            ["addresses"] = new JsonArray(pod.Text("status", "podIP")),
            ["conditions"] = new JsonObject { ["ready"] = true, ["serving"] = true, ["terminating"] = false },
            ["nodeName"] = PodController.NodeName,
            ["targetRef"] = Reference(pod),
        })]),
        ["ports"] = pods.Count == 0 ? [] : Ports(service, pods[0]),
    };

    private static JsonArray Ports(JsonObject service, JsonObject pod) =>
    [
        .. service.Objects("spec", "ports").Select(port => new JsonObject
        {
            ["name"] = port.Text("name") ?? "", ["port"] = ServicePods.TargetPort(port, pod), ["protocol"] = port.Text("protocol") ?? "TCP",
        }),
    ];

    private static JsonObject Reference(JsonObject pod) => new()
    {
        ["kind"] = "Pod", ["namespace"] = pod.NamespaceOf(), ["name"] = pod.NameOf(), ["uid"] = pod.UidOf(),
    };
}
