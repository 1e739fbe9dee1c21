using System.Text.Json.Nodes;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy;
using Portal.Local.Kubernetes.Access;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tenancy;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>The operator with the roles of its chart and no others: what it does is allowed, and what is allowed it does.</summary>
public sealed class LeastPrivilegeTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT2S"}},{"setWeight":100}]""";

    /// <summary>Granted for what these stories do not tell, and why.</summary>
    private static readonly string[] Elsewhere =
    [
        // By operations of the portal's queue: an installation (ApplyRolloutHandler) and an uninstallation (UninstallHandler).
        "create pluginrollouts.portal.internal",
        "delete pluginrollouts.portal.internal",
        "create httproutes.gateway.networking.k8s.io",
        "delete httproutes.gateway.networking.k8s.io",
        "delete deployments.apps",
        "delete services",

        // Of a pod that keeps crashing on a node where others do not, as a remedy (RemedyActions).
        "delete pods",

        // Where pods make the shares: the Service over both versions, as the samples show.
        "patch services",

        // By operations of the queue: an objective that is set, changed or deleted in the portal (ApplyObjectiveHandler, RemoveObjectiveHandler).
        "get servicelevelobjectives.portal.internal",
        "create servicelevelobjectives.portal.internal",
        "update servicelevelobjectives.portal.internal",
        "delete servicelevelobjectives.portal.internal",

        // Where somebody has set an objective (ObjectiveReconciler).
        "update servicelevelobjectives/status.portal.internal",

        // Where the same is told again (EventRecorder).
        "patch events.events.k8s.io",

        // Asked for by an admission plugin that clusters may have.
        "update pluginrollouts/finalizers.portal.internal",
    ];

    [Fact]
    public async Task Operator_OverEverythingThatItDoes_UsesWhatTheChartGrantsAndNothingElse()
    {
        await using var stage = await VirtualStage.StartAsync();
        stage.OperatorToken = await ChartRoles.BindAsync(stage.Client, stage.Cluster, "default");
        stage.TellsEvents = true;
        stage.Operate(null);
        await TellAsync(stage);
        var uses = stage.Cluster.UsesOf(ChartRoles.User).ToList();
        uses.AddRange(await StartAndStopAsync());

        var rules = ChartRoles.Rules();
        uses.Where(use => !rules.Exists(rule => AccessRule.Covers(rule, use))).Select(use => use.ToString()).ShouldBeEmpty("used and not granted");
        ChartRoles.Granted(rules).Except(uses.Select(use => use.ToString())).Except(Elsewhere).ShouldBeEmpty("granted and not used");
    }

    /// <summary>With every kind of traffic router, what its sample needs is granted; with the others' rules left out.</summary>
    [Theory]
    [InlineData("canary-nginx-ingress.yaml", "operator-nginx-rules.yaml")]
    [InlineData("canary-istio.yaml", "operator-istio-rules.yaml")]
    [InlineData("canary-replica-ratio.yaml", null)]
    [InlineData("blue-green.yaml", null)]
    [InlineData("guarded.yaml", null)]
    public async Task Sample_OfARouter_NeedsWhatTheChartGrantsForIt(string sample, string? optional)
    {
        var objects = SampleFile.Read(sample).ToList();
        if (objects.Count == 1)
        {
            objects.Add(StageDocuments.Route("""[{"backendRefs":[{"name":"ci-status","port":80}]}]""", "users"));
        }

        await using var stage = await VirtualStage.AppliedAsync(objects);
        stage.OperatorToken = await ChartRoles.BindAsync(stage.Client, stage.Cluster, "default", optional);
        stage.Operate(null);
        stage.Pace = 1;
        await stage.UpgradeAsync("1.1.0");
        await stage.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.TextAt("phase") == "Completed", "it is completed", 400);
        await stage.PassAsync(10);

        List<JsonObject> rules = [.. ChartRoles.Rules(), .. optional is null ? [] : ChartRoles.Rules(optional)];
        var uses = stage.Cluster.UsesOf(ChartRoles.User);
        uses.Where(use => !rules.Exists(rule => AccessRule.Covers(rule, use))).Select(use => use.ToString()).ShouldBeEmpty("used and not granted");
        ChartRoles.Granted(optional is null ? [] : ChartRoles.Rules(optional)).Except(uses.Select(use => use.ToString())).ShouldBeEmpty("granted and not used");
    }

    [Fact]
    public void Rules_OfTheChart_HaveNoWildcardAndNoSecrets()
    {
        var all = ChartRoles.Granted([.. ChartRoles.Rules(), .. ChartRoles.OptionalRules()]).ToList();
        foreach (var granted in all)
        {
            granted.ShouldNotContain("*");
            granted.ShouldNotContain("secrets");
            granted.ShouldNotContain("configmaps");
        }

        all.ShouldNotContain(granted => granted.Contains("rbac.authorization", StringComparison.Ordinal) || granted.StartsWith("escalate", StringComparison.Ordinal));
    }

    /// <summary>An installation, a canary, a rollback, a deletion, and a tenant that comes and goes.</summary>
    private static async Task TellAsync(VirtualStage stage)
    {
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]"""), CancellationToken.None);
        await stage.UntilAsync("Completed", "1.0.0");
        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.UntilAsync("Completed", "1.1.0");
        await stage.PassAsync(3);
        await stage.UpgradeAsync("1.2.0", Steps, ("simulated-error-ratio", "0.8"));
        await stage.UntilAsync("RolledBack", "1.2.0");
        await stage.PassAsync(3);
        await stage.Client.DeleteAsync(RolloutNames.PluginRollout, VirtualStage.Key, CancellationToken.None);
        for (var looks = 0; await stage.FindAsync() is not null; looks++)
        {
            looks.ShouldBeLessThan(200, "the deleted rollout is still there");
            await stage.PassAsync(0.25);
        }

        var tenant = new TenantInfo(new TenantId(Guid.NewGuid()), "beta", "Beta", TenantState.Active, "tenant-beta", 600);
        IProvisioningStep[] steps = [new NamespaceStep(new TenantNamespace(stage.OperatorClient)), new LimitsStep(stage.OperatorClient), new NetworkStep(stage.OperatorClient)];
        foreach (var step in steps.Concat(steps))
        {
            await step.EnsureAsync(tenant, CancellationToken.None);
        }

        var purging = new ClusterPurge(stage.OperatorClient, TimeProvider.System).RemoveAsync(tenant, CancellationToken.None);
        await Deadline.UntilAsync(
            () =>
            {
                stage.Sleep(0.1);
                return purging.IsCompleted;
            },
            "the namespace is gone");
        await purging;
    }

    /// <summary>As a process: it leads, installs its definition, watches, and lets go.</summary>
    private static async Task<IReadOnlyCollection<RequestAttributes>> StartAndStopAsync()
    {
        await using var stage = await RolloutStage.StartAsync();
        var token = await ChartRoles.BindAsync(stage.Client, stage.Cluster, "default");
        await using (var running = await RunningOperator.StartAsync(stage.Cluster.Url, token, "one"))
        {
            await Deadline.UntilAsync(() => running.Health.IsWatching, "the operator watches");

            // Rollouts, deployments and routes: it has listed them all when it says so, and begins to watch right after.
            await Deadline.UntilAsync(() => stage.Cluster.UsesOf(ChartRoles.User).Count(use => use.Verb == "watch") == 3, "all three are watched");
        }

        // Another version of the definition is there: the next one renews it.
        var key = new ResourceKey("", "pluginrollouts.portal.internal");
        await stage.Client.MergePatchAsync(
            ResourceKind.CustomResourceDefinition, key, new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["annotations"] = null } }, CancellationToken.None);
        await using (var next = await RunningOperator.StartAsync(stage.Cluster.Url, token, "two"))
        {
            await Deadline.UntilAsync(() => next.Health.IsWatching, "the next operator watches");
        }

        return stage.Cluster.UsesOf(ChartRoles.User);
    }
}
