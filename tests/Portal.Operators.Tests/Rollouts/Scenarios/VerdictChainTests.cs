using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Rollouts.Metrics.Prometheus;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>
/// The whole way of a verdict, on the local cluster's simulated traffic and the machine's clock: users' requests fail, pods count them, the source reads, the analysis judges, the
/// planner turns back, and the route sends nobody there any more. Nobody decides anything.
/// </summary>
public sealed class VerdictChainTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT60S"}}]""";

    [Fact]
    public async Task Chain_PodsOfTheLocalCluster_BadVersionGetsNoTrafficByItself()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;

        await stage.UpgradeAsync("2.0.0", Steps, ("simulated-error-ratio", "0.25"));
        var status = await stage.UntilAsync("RolledBack", "2.0.0");

        await ShouldBeBackAsync(stage, status);
        status.TextAt("message")!.ShouldContain("of the canary's requests failed");
        status.NumberAt("evidence", "eValue").ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(100);
        (await stage.DeploymentAsync("canary")).WholeAt("spec", "replicas").ShouldBe(0);
        (await stage.DeploymentAsync("stable")).TextAt("spec", "template", "metadata", "annotations", "portal.internal/version").ShouldBe("1.0.0");
    }

    [Fact]
    public async Task Chain_RealPrometheusThatScrapesThePods_BadVersionGetsNoTrafficByItself()
    {
        var (stage, _) = await RolloutStage.InstalledAsync();
        await using var __ = stage;
        // The distribution's Prometheus is built without the discovery of clusters: it asks here for the pods that there are. It scrapes them through the API's proxy, because
        // simulated pods listen nowhere else.
        await using var discovery = await LoopbackServer.StartAsync((_, context) => ListPodsAsync(stage, context));
        await using var prometheus = await PrometheusServer.StartAsync(
            $$"""
                authorization: { credentials: '{{stage.Cluster.Token}}' }
                http_sd_configs:
                  - url: '{{discovery.Url}}'
                    refresh_interval: 1s

            """);

        await stage.UpgradeAsync("2.0.0", Steps, ("simulated-error-ratio", "0.7"));
        await stage.ChangeAsync(rollout =>
        {
            rollout["spec"]!["analysis"]!["interval"] = "PT1S";
            rollout["spec"]!["analysis"]!["source"] = new JsonObject { ["prometheus"] = new JsonObject { ["url"] = prometheus.Url.ToString() } };
        });
        var status = await stage.UntilAsync("RolledBack", "2.0.0", seconds: 40);

        await ShouldBeBackAsync(stage, status);
    }

    /// <summary>As <c>http_sd_configs</c> wants it: the ready pods, and where each is scraped.</summary>
    private static async Task ListPodsAsync(RolloutStage stage, HttpContext context)
    {
        var pods = await stage.Client.ListAsync(ResourceKind.Pod, RolloutStage.Space, null, context.RequestAborted);
        var targets = pods.Items.Select(pod => (JsonNode)new JsonObject
        {
            ["targets"] = new JsonArray(stage.Cluster.Url.Authority),
            ["labels"] = new JsonObject
            {
                ["namespace"] = RolloutStage.Space,
                ["pod"] = pod.TextAt("metadata", "name"),
                ["__metrics_path__"] = $"/api/v1/namespaces/{RolloutStage.Space}/pods/{pod.TextAt("metadata", "name")}:8080/proxy/metrics",
            },
        });
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonArray([.. targets]).ToJsonString());
    }

    private static async Task ShouldBeBackAsync(RolloutStage stage, JsonObject status)
    {
        (status.TextAt("verdict"), status.TextAt("stable", "version"), await stage.CanaryWeightAsync()).ShouldBe(("Failed", "1.0.0", 0));
        var times = status.ItemsAt("timeline").Select(entry => (Kind: entry.TextAt("kind"), At: entry.TimeAt("at")!.Value)).ToList();
        var took = times.Last(entry => entry.Kind == "RolledBack").At - times.Last(entry => entry.Kind == "WeightAccepted").At;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"From 20 % of the traffic to none: {took.TotalSeconds:0.0} s"));
        took.ShouldBeLessThan(TimeSpan.FromSeconds(25));
    }
}
