using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>The Deployment and the Service of one arm, as they are to be.</summary>
internal static class WorkloadDocuments
{
    public static JsonObject Deployment(JsonObject rollout, Arm arm, int replicas, JsonObject template) => new()
    {
        ["apiVersion"] = ResourceKind.Deployment.ApiVersion,
        ["kind"] = ResourceKind.Deployment.Kind,
        ["metadata"] = Metadata(rollout, arm),
        ["spec"] = new JsonObject
        {
            ["replicas"] = replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = Selector(rollout, arm) },
            ["strategy"] = UpdateStrategy(rollout),
            ["template"] = template,
        },
    };

    /// <summary>How Kubernetes replaces the pods of one Deployment.</summary>
    public static JsonObject UpdateStrategy(JsonObject rollout)
    {
        // A new pod is ready before an old one goes: the stable version never has fewer than it should, unless the spec allows it.
        var rolling = StrategyDocument.ReadResource(rollout.At("spec", "strategy")).Strategy as RollingStrategy;
        return new JsonObject
        {
            ["type"] = "RollingUpdate",
            ["rollingUpdate"] = rolling is null
                ? new JsonObject { ["maxUnavailable"] = 0, ["maxSurge"] = "100%" }
                : new JsonObject { ["maxUnavailable"] = $"{rolling.MaxUnavailable}%", ["maxSurge"] = $"{rolling.MaxSurge}%" },
        };
    }

    /// <summary>All Services that an arm needs: its own, and those of the strategy and of the way its traffic is split.</summary>
    /// <param name="rollout">Whose.</param>
    /// <param name="arm">Which pods are behind them.</param>
    /// <param name="template">That of these pods: where they listen is their own.</param>
    public static IEnumerable<JsonObject> Services(JsonObject rollout, Arm arm, JsonObject? template)
    {
        var key = rollout.Key();
        yield return Service(rollout, arm, RolloutNames.Of(key.Name, arm), template);
        if (arm == Arm.Stable && TrafficTarget.Of(rollout).Kind == TrafficKind.ReplicaRatio)
        {
            yield return Service(rollout, arm, key.Name, template);
        }

        if (arm == Arm.Canary && HasPreview(rollout))
        {
            yield return Service(rollout, arm, RolloutNames.Preview(key.Name), template);
        }
    }

    public static bool HasPreview(JsonObject rollout) => rollout.ObjectAt("spec", "strategy", "blueGreen") is not null;

    private static JsonObject Service(JsonObject rollout, Arm arm, string name, JsonObject? template)
    {
        var port = SpecDocument.ServicePort(rollout);
        var listens = FirstPort(template.At("spec")) ?? FirstPort(rollout.At("spec", "template", "spec"));
        // By name where it has one: then pods of two versions may be behind one Service, each listening where it does.
        JsonNode target = listens.TextAt("name") is { Length: > 0 } named ? named : listens.WholeAt("containerPort") ?? port;
        var metadata = Metadata(rollout, arm);
        metadata["name"] = name;
        return new JsonObject
        {
            ["apiVersion"] = ResourceKind.Service.ApiVersion,
            ["kind"] = ResourceKind.Service.Kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["selector"] = Selector(rollout, arm),
                ["ports"] = new JsonArray { new JsonObject { ["name"] = "http", ["port"] = port, ["targetPort"] = target, ["protocol"] = "TCP" } },
            },
        };
    }

    /// <summary>The spec's pod template, marked as this revision's and this arm's.</summary>
    public static JsonObject Template(JsonObject rollout, Arm arm, RevisionRef revision)
    {
        var template = rollout.ObjectAt("spec", "template")?.DeepClone().AsObject() ?? [];
        var metadata = Child(template, "metadata");
        var labels = Child(metadata, "labels");
        Mark(rollout, arm, labels);
        labels[RolloutNames.RevisionLabel] = revision.Hash;
        var annotations = Child(metadata, "annotations");
        annotations[RolloutNames.PluginAnnotation] = rollout.TextAt("spec", "plugin");
        annotations[RolloutNames.VersionAnnotation] = revision.Version;
        annotations[RolloutNames.DigestAnnotation] = revision.Digest;
        return template;
    }

    /// <summary>Another arm's template as this arm's.</summary>
    public static JsonObject Template(JsonObject rollout, Arm arm, JsonObject other)
    {
        var template = other.DeepClone().AsObject();
        Mark(rollout, arm, Child(Child(template, "metadata"), "labels"));
        return template;
    }

    public static int ContainerPort(JsonObject rollout) => ListensAt(rollout.At("spec", "template", "spec")) ?? SpecDocument.ServicePort(rollout);

    /// <summary>The first port of the first container; null when there is none.</summary>
    public static int? ListensAt(JsonNode? podSpec) => (int?)FirstPort(podSpec).WholeAt("containerPort");

    private static JsonObject? FirstPort(JsonNode? podSpec) => podSpec.ItemsAt("containers").FirstOrDefault().ItemsAt("ports").FirstOrDefault();

    /// <summary>What an object of one arm is called and marked with.</summary>
    public static JsonObject Metadata(JsonObject rollout, Arm arm)
    {
        var labels = Selector(rollout, arm);
        labels[RolloutNames.ManagedByLabel] = RolloutNames.FieldManager;
        foreach (var name in (string[])[RolloutNames.TenantLabel, RolloutNames.InstallationLabel])
        {
            if (rollout.Label(name) is { } value)
            {
                labels[name] = value;
            }
        }

        return new JsonObject
        {
            ["name"] = RolloutNames.Of(rollout.Key().Name, arm),
            ["namespace"] = rollout.Key().Namespace,
            ["labels"] = labels,
            ["ownerReferences"] = new JsonArray
            {
                new JsonObject
                {
                    ["apiVersion"] = RolloutNames.PluginRollout.ApiVersion,
                    ["kind"] = RolloutNames.PluginRollout.Kind,
                    ["name"] = rollout.Key().Name,
                    ["uid"] = rollout.TextAt("metadata", "uid"),
                    ["controller"] = true,
                    ["blockOwnerDeletion"] = true,
                },
            },
        };
    }

    private static JsonObject Selector(JsonObject rollout, Arm arm)
    {
        var labels = new JsonObject();
        Mark(rollout, arm, labels);
        return labels;
    }

    private static void Mark(JsonObject rollout, Arm arm, JsonObject labels)
    {
        labels[RolloutNames.RolloutLabel] = rollout.Key().Name;
        labels[RolloutNames.ArmLabel] = arm.Word();
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
