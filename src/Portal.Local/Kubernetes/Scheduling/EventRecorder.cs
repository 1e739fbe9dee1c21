using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Writes the events that <c>kubectl describe</c> shows.</summary>
internal sealed class EventRecorder(ClusterAccess cluster, TimeProvider clock)
{
    public void Record(JsonObject about, string type, string reason, string component, string message)
    {
        var now = ObjectWriting.Stamp(clock.GetUtcNow());
        cluster.Create(Collections.Events, new JsonObject
        {
            ["metadata"] = new JsonObject { ["namespace"] = about.NamespaceOf(), ["name"] = $"{about.NameOf()}.{Naming.Suffix()}{Naming.Suffix()}" },
            ["involvedObject"] = new JsonObject
            {
                ["apiVersion"] = about.Text("apiVersion"),
                ["kind"] = about.Text("kind"),
                ["namespace"] = about.NamespaceOf(),
                ["name"] = about.NameOf(),
                ["uid"] = about.UidOf(),
            },
            ["type"] = type,
            ["reason"] = reason,
            ["message"] = message,
            ["source"] = new JsonObject { ["component"] = component },
            ["reportingComponent"] = component,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
        });
    }
}
