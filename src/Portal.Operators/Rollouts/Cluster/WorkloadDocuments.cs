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

    public static JsonObject Service(JsonObject rollout, Arm arm) => Service(rollout, arm, RolloutNames.Of(rollout.Key().Name, arm));

    /// <summary>All Services that an arm needs: its own, and those of the strategy and of the way its traffic is split.</summary>
    public static IEnumerable<JsonObject> Services(JsonObject rollout)
    {
        yield return Service(rollout, Arm.Stable);
        yield return Service(rollout, Arm.Canary);
        if (TrafficTarget.Of(rollout).Kind == TrafficKind.ReplicaRatio)
        {
            yield return Service(rollout, Arm.Stable, rollout.Key().Name);
        }

        if (HasPreview(rollout))
        {
            yield return Service(rollout, Arm.Canary, RolloutNames.Preview(rollout.Key().Name));
        }
    }

    public static bool HasPreview(JsonObject rollout) => rollout.ObjectAt("spec", "strategy", "blueGreen") is not null;

    private static JsonObject Service(JsonObject rollout, Arm arm, string name)
    {
        var port = SpecDocument.ServicePort(rollout);
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
                ["ports"] = new JsonArray { new JsonObject { ["name"] = "http", ["port"] = port, ["targetPort"] = ContainerPort(rollout), ["protocol"] = "TCP" } },
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

    public static int ContainerPort(JsonObject rollout)
    {
        var container = rollout.ItemsAt("spec", "template", "spec", "containers").FirstOrDefault();
        return (int)(container.ItemsAt("ports").FirstOrDefault().WholeAt("containerPort") ?? SpecDocument.ServicePort(rollout));
    }

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
