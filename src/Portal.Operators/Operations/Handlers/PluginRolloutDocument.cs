using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Operations.Handlers;

/// <summary>The objects that an installation is made of: the PluginRollout and the route to it.</summary>
internal static class PluginRolloutDocument
{
    private const int ServicePort = 80;

    public static ResourceKey Key(RolloutFacts facts) => new(facts.Namespace, facts.PluginKey);

    public static JsonObject Metadata(RolloutFacts facts, string correlationId) => new()
    {
        ["name"] = facts.PluginKey,
        ["namespace"] = facts.Namespace,
        ["labels"] = new JsonObject
        {
            [RolloutNames.RolloutLabel] = facts.PluginKey,
            [RolloutNames.TenantLabel] = facts.Tenant.Value.ToString(),
            [RolloutNames.InstallationLabel] = facts.Installation.Value.ToString(),
            [RolloutNames.ManagedByLabel] = RolloutNames.FieldManager,
        },
        ["annotations"] = new JsonObject
        {
            [RolloutNames.RolloutAnnotation] = facts.Rollout.Value.ToString(),
            [RolloutNames.CorrelationAnnotation] = correlationId,
        },
    };

    /// <summary>The spec without what people say to a running rollout.</summary>
    public static JsonObject Spec(RolloutFacts facts)
    {
        var strategy = StrategyDocument.Read(JsonNode.Parse(facts.Strategy)).Strategy ?? RolloutStrategy.Default;
        return new JsonObject
        {
            ["plugin"] = facts.PluginKey,
            ["version"] = facts.ToVersion,
            ["digest"] = facts.Digest,
            ["replicas"] = facts.Manifest.Backend.Replicas,
            ["servicePort"] = ServicePort,
            ["template"] = Template(facts),
            ["strategy"] = StrategyDocument.WriteResource(strategy),
            ["traffic"] = new JsonObject { ["gatewayAPI"] = new JsonObject { ["httpRoute"] = facts.PluginKey } },
        };
    }

    /// <summary>Everything goes to the stable service until a rollout says otherwise.</summary>
    public static JsonObject Route(RolloutFacts facts, string correlationId)
    {
        var metadata = Metadata(facts, correlationId);
        metadata.Remove("annotations");
        return new JsonObject
        {
            ["apiVersion"] = ResourceKind.HttpRoute.ApiVersion,
            ["kind"] = ResourceKind.HttpRoute.Kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["parentRefs"] = new JsonArray { new JsonObject { ["name"] = "portal", ["namespace"] = "portal-system" } },
                ["hostnames"] = new JsonArray { $"{facts.PluginKey}.{facts.Namespace}.plugins.internal" },
                ["rules"] = new JsonArray
                {
                    new JsonObject
                    {
                        ["matches"] = new JsonArray { new JsonObject { ["path"] = new JsonObject { ["type"] = "PathPrefix", ["value"] = "/" } } },
                        ["backendRefs"] = new JsonArray { Backend(facts, Arm.Stable, 100), Backend(facts, Arm.Canary, 0) },
                    },
                },
            },
        };
    }

    private static JsonObject Backend(RolloutFacts facts, Arm arm, int weight) =>
        new() { ["name"] = RolloutNames.Of(facts.PluginKey, arm), ["port"] = ServicePort, ["weight"] = weight };

    private static JsonObject Template(RolloutFacts facts)
    {
        var backend = facts.Manifest.Backend;
        var annotations = new JsonObject
        {
            ["portal.internal/plugin"] = facts.PluginKey,
            ["portal.internal/version"] = facts.ToVersion,
        };
        Simulate(backend.Simulation, annotations);
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = annotations, ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = facts.PluginKey } },
            ["spec"] = new JsonObject
            {
                ["automountServiceAccountToken"] = false,
                ["securityContext"] = new JsonObject { ["runAsNonRoot"] = true, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } },
                ["containers"] = new JsonArray
                {
                    new JsonObject
                    {
                        ["name"] = "plugin",
                        ["image"] = $"{backend.Image}:{facts.ToVersion}",
                        ["ports"] = new JsonArray { new JsonObject { ["name"] = "http", ["containerPort"] = backend.Port } },
                        ["readinessProbe"] = new JsonObject { ["httpGet"] = new JsonObject { ["path"] = "/", ["port"] = "http" } },
                        ["securityContext"] = new JsonObject
                        {
                            ["allowPrivilegeEscalation"] = false,
                            ["readOnlyRootFilesystem"] = true,
                            ["capabilities"] = new JsonObject { ["drop"] = new JsonArray { "ALL" } },
                        },
                    },
                },
            },
        };
    }

    private static void Simulate(PluginSimulation? simulation, JsonObject annotations)
    {
        if (simulation?.ErrorRatio is { } ratio)
        {
            annotations["portal.internal/simulated-error-ratio"] = ratio.ToString(CultureInfo.InvariantCulture);
        }

        if (simulation?.LatencyMs is { } latency)
        {
            annotations["portal.internal/simulated-latency-ms"] = latency.ToString(CultureInfo.InvariantCulture);
        }

        if (simulation?.CrashAfter is { } crash)
        {
            annotations["portal.internal/simulated-crash-after"] = DurationText.Format(crash);
        }
    }
}
