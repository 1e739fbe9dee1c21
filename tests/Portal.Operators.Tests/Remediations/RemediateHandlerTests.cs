using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Remediations;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Operations;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Remediations;

/// <summary>What a remedy does in the cluster, and that it does it once.</summary>
public sealed class RemediateHandlerTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT60S"}},{"setWeight":100}]""";

    [Fact]
    public async Task RollBack_OfACanary_SendsUsersBackAndSaysWhy()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await VirtualStage.MidCanaryAsync(Steps);
        await ActAsync(queue, cluster, "roll_back");
        (await OutcomeAsync(queue)).ShouldBe(["The rollout of version 1.1.0 was told to go back to version 1.0.0."]);
        var status = await cluster.UntilAsync("Aborted", "1.1.0");
        status.TextAt("message").ShouldBe("Aborted by Portal operator: Found something");
        status.WholeAt("weights", "accepted").ShouldBe(0);

        await ActAsync(queue, cluster, "roll_back");
        (await OutcomeAsync(queue)).ShouldBe(["The rollout of version 1.1.0 was told to go back to version 1.0.0.", "Nothing was left to do: it is Aborted."]);
    }

    [Fact]
    public async Task LookAgain_OnARouteThatNobodyWatches_SetsItBack()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await VirtualStage.AppliedAsync(SampleFile.Read("canary-istio.yaml"));
        cluster.Pace = 1;
        await cluster.UpgradeAsync("1.1.0");
        await cluster.UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.WholeAt("weights", "accepted") == 20 && status.TextAt("phase") == "Progressing", "20 %");
        await TurnAsync(cluster, 70);
        var requests = new LookAgainRequests();
        var asked = new List<ResourceKey>();
        requests.Listen(asked.Add);

        await ActAsync(queue, cluster, "look_again", kind: "route_drift", requests: requests);
        asked.ShouldBe([VirtualStage.Key]);
        (await OutcomeAsync(queue)).ShouldBe(["The operator was asked to look at it anew."]);
        await cluster.LookAsync();
        await cluster.LookAsync();
        Weights(await VirtualServiceAsync(cluster)).ShouldBe([80, 20]);
    }

    [Fact]
    public async Task Hold_OfACanary_PausesItAndTheEndOfTheFindingLetsItGoOn()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        var (rollout, _) = await queue.AddRolloutAsync();
        await using var cluster = await VirtualStage.MidCanaryAsync(Steps);
        await ActAsync(queue, cluster, "hold", kind: "quota_pressure", rollout: rollout.Value);
        (await cluster.FindAsync())!.FlagAt("spec", "paused").ShouldBe(true);
        (await queue.ListAsync("select paused_by from portal.rollout")).ShouldBe(["Portal operator"]);

        // Found still at that time, and gone some minutes later.
        await queue.ExecuteAsync("update portal.remediation set state = 'acted', ended_at = null where tenant_id = $1", queue.Tenant.Value);
        await queue.ExecuteAsync("update portal.remediation_attempt set done_at = now() - interval '3 minutes' where tenant_id = $1", queue.Tenant.Value);
        await new RemediationScan(
            new SightReader(cluster.OperatorClient, cluster.Time), queue.Units, new(), Options.Create(new OperatorOptions()), Options.Create(new AlertOptions()), cluster.Time,
            new TestLogs<RemediationScan>()).RunAsync(CancellationToken.None);
        (await queue.ListAsync("select state from portal.remediation")).ShouldBe(["resolved"]);
        (await queue.ListAsync("select coalesce(paused_by, 'nobody') from portal.rollout")).ShouldBe(["nobody"]);
        (await queue.ListAsync("select kind from portal.operation")).ShouldContain(OperationKind.ResumeRollout);
    }

    [Fact]
    public async Task DeletePod_ThatDoesNotCrashAnyMore_LeavesIt()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await VirtualStage.InstalledAsync();
        var pod = (await cluster.Client.ListAsync(ResourceKind.Pod, VirtualStage.Space, null, CancellationToken.None)).Items[0].Key().Name;
        await ActAsync(queue, cluster, "delete_pod", target: pod);
        (await OutcomeAsync(queue)).ShouldBe([$"Nothing was left to do: the pod {pod} is gone, or does not crash any more."]);

        await CrashingAsync(cluster, "stuck");
        await ActAsync(queue, cluster, "delete_pod", target: "stuck");
        (await OutcomeAsync(queue))[^1].ShouldStartWith("The pod stuck was deleted after ");
        (await cluster.Client.FindAsync(ResourceKind.Pod, new(VirtualStage.Space, "stuck"), CancellationToken.None))?.At("metadata", "deletionTimestamp").ShouldNotBeNull();
    }

    [Fact]
    public async Task Act_OnWhatIsAnotherTenants_IsRefusedAndTouchesNothing()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await VirtualStage.MidCanaryAsync(Steps);
        var id = await ActAsync(queue, cluster, "roll_back", label: Guid.NewGuid().ToString());
        var (state, _, error) = await queue.ReadAsync(id);
        (state, error).ShouldBe(("failed", "tenant-acme/ci-status is not this tenant's."));
        (await cluster.FindAsync())!.At("spec", "abort").ShouldBeNull();
    }

    [Fact]
    public async Task Act_OnAnotherObjectOfTheSameName_TouchesNothing()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await VirtualStage.MidCanaryAsync(Steps);
        await ActAsync(queue, cluster, "roll_back", uid: "of-one-that-was");
        (await OutcomeAsync(queue)).ShouldBe(["The rollout is another one by now, of the same name: nothing was done to it."]);
        (await cluster.FindAsync())!.At("spec", "abort").ShouldBeNull();
    }

    [Fact]
    public async Task Act_ASecondTimeAfterItWasDone_ChangesNothing()
    {
        await using var queue = await OperationStage.StartAsync(fixture.Database);
        await using var cluster = await VirtualStage.MidCanaryAsync(Steps);
        var id = await ActAsync(queue, cluster, "look_again");
        var version = (await cluster.FindAsync())!.ResourceVersion();
        await queue.ExecuteAsync("update portal.operation set state = 'queued', attempts = 0, finished_at = null where id = $1", id.Value);
        await Runner(queue, cluster, new()).RunAsync(queue.Tenant, id, CancellationToken.None);
        (await cluster.FindAsync())!.ResourceVersion().ShouldBe(version);
    }

    /// <summary>Orders the remedy as the book does, and carries it out.</summary>
    private static async Task<OperationId> ActAsync(
        OperationStage queue, VirtualStage cluster, string remedy, string kind = "stuck_progress", string? target = null, string? label = null, string? uid = null,
        Guid? rollout = null, LookAgainRequests? requests = null)
    {
        await cluster.ChangeAsync(resource =>
        {
            var labels = resource.ObjectAt("metadata", "labels")?.DeepClone().AsObject() ?? [];
            labels[RolloutNames.TenantLabel] = label ?? queue.Tenant.Value.ToString();
            resource["metadata"]!["labels"] = labels;
        });
        uid ??= (await cluster.FindAsync())!.TextAt("metadata", "uid")!;
        var (remediation, operation) = (new RemediationId(Guid.CreateVersion7()), await queue.EnqueueAsync(OperationKind.Remediate, payload: """{"attempt":1,"by":"Portal operator"}"""));
        await queue.ExecuteAsync("update portal.operation set subject_id = $2 where id = $1", operation.Value, remediation.ToString());
        await queue.ExecuteAsync(
            """
            insert into portal.remediation (tenant_id, id, kind, rollout_id, object, object_uid, part, severity, state, found, remedy, remedy_words, attempts, first_seen_at, last_seen_at, updated_at, ended_at)
            values ($1, $2, $3, nullif($4, '00000000-0000-0000-0000-000000000000'::uuid), $5, $6, '', 'high', 'resolved', 'Found something', $7, 'Do it.', 1, now(), now(), now(), now())
            """,
            queue.Tenant.Value, remediation.Value, kind, rollout ?? Guid.Empty, VirtualStage.Key.ToString(), uid, remedy);
        await queue.ExecuteAsync(
            "insert into portal.remediation_attempt (tenant_id, remediation_id, number, object, remedy, words, target, asked_by, operation_id, at) values ($1, $2, 1, $3, $4, 'Do it.', nullif($5, ''), 'Portal operator', $6, now())",
            queue.Tenant.Value, remediation.Value, VirtualStage.Key.ToString(), remedy, target ?? "", operation.Value);
        await Runner(queue, cluster, requests ?? new()).RunAsync(queue.Tenant, operation, CancellationToken.None);
        return operation;
    }

    private static Portal.Operators.Operations.OperationRunner Runner(OperationStage queue, VirtualStage cluster, LookAgainRequests requests) =>
        queue.Runner(new RemediateHandler(new RemedyActions(cluster.OperatorClient, requests, cluster.Time), cluster.OperatorClient));

    private static Task<List<string>> OutcomeAsync(OperationStage queue) => queue.ListAsync("select outcome from portal.remediation_attempt order by at");

    private static async Task<JsonObject> VirtualServiceAsync(VirtualStage cluster) =>
        (await cluster.Client.FindAsync(ResourceKind.VirtualService, VirtualStage.Key, CancellationToken.None))!;

    private static List<long?> Weights(JsonObject service) =>
        [.. service.ItemsAt("spec", "http").Last().ItemsAt("route").Select(route => route.WholeAt("weight"))];

    private static async Task TurnAsync(VirtualStage cluster, int weight)
    {
        var service = await VirtualServiceAsync(cluster);
        var routes = service.ItemsAt("spec", "http").Last().ItemsAt("route").ToList();
        (routes[0]["weight"], routes[1]["weight"]) = (100 - weight, weight);
        await cluster.Client.ReplaceAsync(ResourceKind.VirtualService, service, CancellationToken.None);
    }

    /// <summary>A pod of the stable version beside the others, which never gets up.</summary>
    private static async Task CrashingAsync(VirtualStage cluster, string name)
    {
        var like = (await cluster.Client.ListAsync(ResourceKind.Pod, VirtualStage.Space, null, CancellationToken.None)).Items[0];
        await cluster.Client.CreateAsync(
            ResourceKind.Pod,
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["namespace"] = VirtualStage.Space,
                    ["labels"] = new JsonObject { [RolloutNames.RolloutLabel] = VirtualStage.Plugin, [RolloutNames.ArmLabel] = "stable" },
                    ["annotations"] = StageDocuments.Behavior([("simulated-crash-after", "PT1S")]),
                },
                ["spec"] = like.ObjectAt("spec")!.DeepClone(),
            },
            CancellationToken.None);
        cluster.Settle();
        for (var seconds = 0; !(await cluster.Client.FindAsync(ResourceKind.Pod, new(VirtualStage.Space, name), CancellationToken.None))!
            .ItemsAt("status", "containerStatuses").Any(container => container.TextAt("state", "waiting", "reason") == "CrashLoopBackOff"); seconds++)
        {
            seconds.ShouldBeLessThan(300, "it crashes");
            cluster.Sleep(1);
        }
    }
}
