using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Remediations;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Operations;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Remediations;

/// <summary>From what is in the cluster to what is in the tenant's rows.</summary>
public sealed class RemediationScanTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT60S"}},{"setWeight":100}]""";

    [Fact]
    public async Task Run_OverRolloutsThatAreWell_WritesNothing()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await MineAsync(queue, await VirtualStage.MidCanaryAsync(Steps));
        var scan = Scan(queue, cluster, new());
        await scan.RunAsync(CancellationToken.None);
        await scan.RunAsync(CancellationToken.None);
        (await queue.ListAsync("select kind from portal.remediation")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_WhileAQuotaRefusesPods_FindsItAndSeesItGo()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await MineAsync(queue, await VirtualStage.MidCanaryAsync(Steps));
        var refusing = new RefusingClient(cluster.OperatorClient) { IsOn = true };
        var scan = Scan(queue, cluster, new(), refusing);
        await scan.RunAsync(CancellationToken.None);
        (await queue.ListAsync("select kind || ' ' || part || ' ' || state || ' ' || remedy || ': ' || found from portal.remediation")).ShouldBe(
            ["quota_pressure canary suggested hold: The quota tenant-limits lets 2 of 5 pods of version 1.1.0 start. Each further one needs 1 pods more (10 of 10 are used)."]);

        refusing.IsOn = false;
        await scan.RunAsync(CancellationToken.None);
        (await queue.ListAsync("select state from portal.remediation")).ShouldBe(["resolved"]);
    }

    [Fact]
    public async Task Run_OnARouteThatSomebodyTurnedWhileNobodyWatches_AsksForIt()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await MineAsync(queue, await VirtualStage.AppliedAsync(SampleFile.Read("canary-istio.yaml")));
        cluster.Pace = 1;
        await cluster.UpgradeAsync("1.1.0");
        await cluster.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.WholeAt("weights", "accepted") == 20 && status.TextAt("phase") == "Progressing", "20 %");
        var service = (await cluster.Client.FindAsync(ResourceKind.VirtualService, VirtualStage.Key, CancellationToken.None))!;
        var routes = service.ItemsAt("spec", "http").Last().ItemsAt("route").ToList();
        (routes[0]["weight"], routes[1]["weight"]) = (30, 70);
        await cluster.Client.ReplaceAsync(ResourceKind.VirtualService, service, CancellationToken.None);

        var scan = Scan(queue, cluster, new());
        await scan.RunAsync(CancellationToken.None);
        (await queue.ListAsync("select kind from portal.remediation")).ShouldBeEmpty("a weight that the operator is just writing looks the same, once");
        await scan.RunAsync(CancellationToken.None);
        (await queue.ListAsync("select kind || ' ' || state || ': ' || found from portal.remediation")).ShouldBe(
            ["route_drift acted: VirtualService ci-status sends 70 % to the canary; the rollout left it at 20 %."]);
        (await queue.ListAsync("select kind from portal.operation")).ShouldBe(["remediation.act"]);
    }

    [Fact]
    public async Task Run_WhenTheOperatorDoesNotAnswerAChange_LooksAgainOnceItWasAskedFor()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await MineAsync(queue, await VirtualStage.MidCanaryAsync(Steps));
        var requests = new LookAgainRequests();
        var asked = new List<ResourceKey>();
        requests.Listen(asked.Add);
        var scan = Scan(queue, cluster, requests);
        await cluster.ChangeAsync(rollout => rollout["spec"]!["replicas"] = 3);
        await scan.RunAsync(CancellationToken.None);
        cluster.Sleep(61);
        await scan.RunAsync(CancellationToken.None);
        (await queue.ListAsync("select kind || ' ' || state from portal.remediation order by kind")).ShouldContain("stale_cache acted");

        asked.ShouldBeEmpty();
        await cluster.ChangeAsync(rollout => rollout["metadata"]!["annotations"] = new JsonObject { [RolloutNames.LookAgainAnnotation] = "opr_1" });
        await scan.RunAsync(CancellationToken.None);
        await scan.RunAsync(CancellationToken.None);
        asked.ShouldBe([VirtualStage.Key], "whichever process carried it out, the one that leads looks, once");
    }

    private static async Task<VirtualStage> MineAsync(OperationStage queue, VirtualStage cluster)
    {
        await cluster.ChangeAsync(rollout => rollout["metadata"]!["labels"] = new JsonObject { [RolloutNames.TenantLabel] = queue.Tenant.Value.ToString() });
        await cluster.LookAsync();
        return cluster;
    }

    private static RemediationScan Scan(OperationStage queue, VirtualStage cluster, LookAgainRequests requests, IKubernetesClient? client = null) => new(
        new SightReader(client ?? cluster.OperatorClient, cluster.Time), queue.Units, requests, Options.Create(new OperatorOptions()), Options.Create(new AlertOptions()), cluster.Time,
        new TestLogs<RemediationScan>());
}
