using System.Net;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class DeploymentTests : ClusterTest
{
    private const string Sets = "/apis/apps/v1/namespaces/t/replicasets";

    [Fact]
    public async Task Create_Deployment_MakesPodsThatGetReadyAfterTheirTime()
    {
        await DeployAsync("web", 3, """{"portal.internal/simulated-ready-after":"PT5S"}""");
        await PassAsync(4.5);
        (await ItemsAsync(Pods)).Select(pod => pod.Text("status", "phase")).ShouldBe(["Pending", "Pending", "Pending"]);
        (await StatusAsync("web")).Number("readyReplicas").ShouldBeNull();

        await PassAsync(1);
        var pods = await ItemsAsync(Pods);
        pods.Count(pod => Conditions.IsTrue(pod.Child("status"), "Ready")).ShouldBe(3);
        var hash = (await ItemsAsync(Sets)).ShouldHaveSingleItem().Label("pod-template-hash");
        pods.Count(pod => pod.Label("pod-template-hash") == hash && pod.Controller().Text("kind") == "ReplicaSet" && pod.Text("spec", "nodeName") == "local").ShouldBe(3);

        var status = await StatusAsync("web");
        foreach (var count in (string[])["replicas", "updatedReplicas", "readyReplicas", "availableReplicas"])
        {
            status.Number(count).ShouldBe(3, count);
        }

        status.Number("observedGeneration").ShouldBe(1);
        status.Objects("conditions").Select(condition => $"{condition.Text("type")}={condition.Text("status")}/{condition.Text("reason")}")
            .ShouldBe(["Available=True/MinimumReplicasAvailable", "Progressing=True/NewReplicaSetAvailable"]);
        (await GetAsync("/api/v1/namespaces/t/endpoints/web")).Objects("subsets").Single().Objects("addresses").Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Update_Template_NeverDipsBelowWhatIsAllowed(int replicas)
    {
        await DeployAsync("web", replicas);
        await PassAsync(2);
        var least = replicas - (replicas / 4);
        await Api.MergeAsync(Deployments + "/web", """{"spec":{"template":{"metadata":{"annotations":{"v":"2"}}}}}""");
        await PassAsync(15, async () =>
        {
            var ready = (await ItemsAsync(Pods)).Count(pod => !pod.IsDeleting() && Conditions.IsTrue(pod.Child("status"), "Ready"));
            ready.ShouldBeGreaterThanOrEqualTo(least);
        });

        var pods = await ItemsAsync(Pods);
        pods.Count.ShouldBe(replicas);
        pods.ShouldAllBe(pod => pod.Annotation("v") == "2");
        var status = await StatusAsync("web");
        status.Number("updatedReplicas").ShouldBe(replicas);
        status.Number("observedGeneration").ShouldBe(2);
        (await ItemsAsync(Sets)).Select(set => set.Number("spec", "replicas")).Order().ShouldBe([0, replicas]);
        (await GetAsync(Deployments + "/web")).Annotation("deployment.kubernetes.io/revision").ShouldBe("2");
    }

    [Fact]
    public async Task Update_ToATemplateThatNeverGetsReady_KeepsTheOldPods()
    {
        await DeployAsync("web");
        await PassAsync(2);
        var patch = """{"spec":{"progressDeadlineSeconds":10,"template":{"metadata":{"annotations":{"portal.internal/simulated-ready-after":"PT1H"}}}}}""";
        await Api.MergeAsync(Deployments + "/web", patch);
        await PassAsync(15);

        var status = await StatusAsync("web");
        status.Number("readyReplicas").ShouldBe(3);
        status.Number("replicas").ShouldBe(4);
        status.Number("updatedReplicas").ShouldBe(1);
        status.Objects("conditions").Single(condition => condition.Text("type") == "Progressing").Text("reason").ShouldBe("ProgressDeadlineExceeded");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Scale_UpOrDown_FollowsReplicas(int replicas)
    {
        await DeployAsync("web");
        await PassAsync(2);
        await Api.MergeAsync(Deployments + "/web", $$$"""{"spec":{"replicas":{{{replicas}}}}}""");
        await PassAsync(3);
        (await ItemsAsync(Pods)).Count.ShouldBe(replicas);
        ((await StatusAsync("web")).Number("readyReplicas") ?? 0).ShouldBe(replicas);
    }

    [Fact]
    public async Task Crash_AfterItsTime_BacksOffAndComesBack()
    {
        await DeployAsync("web", 1, """{"portal.internal/simulated-crash-after":"PT20S"}""");
        await PassAsync(15);
        (await StatusAsync("web")).Number("readyReplicas").ShouldBe(1);

        await PassAsync(7);
        var container = (await ItemsAsync(Pods)).Single().Objects("status", "containerStatuses").Single();
        container.Text("state", "waiting", "reason").ShouldBe("CrashLoopBackOff");
        container.Number("restartCount").ShouldBe(1);
        (await StatusAsync("web")).Number("readyReplicas").ShouldBeNull();
        (await GetAsync("/api/v1/namespaces/t/endpoints/web")).Objects("subsets").ShouldBeEmpty();
        var row = (await Api.GetAsync(Pods, Table)).Json.Objects("rows").Single()["cells"]!;
        row[2]!.ToString().ShouldBe("CrashLoopBackOff");
        row[3]!.ToString().ShouldBe("1");

        await PassAsync(10);
        (await StatusAsync("web")).Number("readyReplicas").ShouldBe(1);
    }

    [Fact]
    public async Task Delete_Pod_IsReplacedAndGoneAfterItsGrace()
    {
        await DeployAsync("web", 1);
        await PassAsync(2);
        var name = (await NamesAsync(Pods)).Single();
        (await Api.DeleteAsync($"{Pods}/{name}")).ShouldBe(HttpStatusCode.OK).Json.IsDeleting().ShouldBeTrue();
        Cluster.RunPending();
        (await ItemsAsync(Pods)).Count.ShouldBe(2);
        await PassAsync(3);
        (await NamesAsync(Pods)).ShouldHaveSingleItem().ShouldNotBe(name);
    }

    [Fact]
    public async Task Delete_Deployment_TakesSetsAndPods()
    {
        await DeployAsync("web");
        await PassAsync(2);
        await Api.DeleteAsync(Deployments + "/web");
        await PassAsync(3);
        (await NamesAsync(Sets)).ShouldBeEmpty();
        (await NamesAsync(Pods)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Recreate_Strategy_EndsTheOldPodsFirst()
    {
        var json = Deployment("web", 2).Replace("\"replicas\"", "\"strategy\":{\"type\":\"Recreate\"},\"replicas\"", StringComparison.Ordinal);
        (await Api.PostAsync(Deployments, json)).ShouldBe(HttpStatusCode.Created);
        await PassAsync(2);
        await Api.MergeAsync(Deployments + "/web", """{"spec":{"template":{"metadata":{"annotations":{"v":"2"}}}}}""");
        await PassAsync(5, async () => (await ItemsAsync(Pods)).Count(pod => !pod.IsDeleting()).ShouldBeLessThanOrEqualTo(2));
        (await ItemsAsync(Pods)).ShouldAllBe(pod => pod.Annotation("v") == "2");
    }

    [Fact]
    public async Task Update_BackToAnEarlierTemplate_TakesItsSetAgain()
    {
        await DeployAsync("web", 1);
        await PassAsync(2);
        await Api.MergeAsync(Deployments + "/web", """{"spec":{"template":{"metadata":{"annotations":{"v":"2"}}}}}""");
        await PassAsync(4);
        var undo = """[{"op":"remove","path":"/spec/template/metadata/annotations/v"},{"op":"add","path":"/spec/template/metadata/creationTimestamp","value":null}]""";
        (await Api.PatchAsync(Deployments + "/web", "json-patch+json", undo)).ShouldBe(HttpStatusCode.OK);
        await PassAsync(4);
        (await ItemsAsync(Sets)).Select(set => $"{set.Annotation("deployment.kubernetes.io/revision")}:{set.Number("spec", "replicas")}").Order().ShouldBe(["2:0", "3:1"]);
    }

    [Fact]
    public async Task Settled_Cluster_WritesNothing()
    {
        await DeployAsync("web");
        await Api.PostAsync(Routes, """{"metadata":{"name":"web"},"spec":{"rules":[{"backendRefs":[{"name":"web","port":80}]}]}}""");
        await PassAsync(3);
        var before = (await GetAsync(Maps)).Text("metadata", "resourceVersion");
        await PassAsync(60);
        (await GetAsync(Maps)).Text("metadata", "resourceVersion").ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"template":{"spec":{"containers":[{"name":"m","image":"i"}]}}}}""", "spec.selector")]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"spec":{"containers":[{"name":"m","image":"i"}]}}}}""", "spec.template.metadata.labels")]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{}}}}""", "spec.template.spec.containers")]
    public async Task Create_WrongDeployment_IsInvalid(string json, string field)
    {
        var answer = (await Api.PostAsync(Deployments, json)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Json.Objects("details", "causes").Single().Text("field").ShouldBe(field);
    }

    private async Task<JsonObject> StatusAsync(string name) => (await GetAsync($"{Deployments}/{name}")).Child("status")!;
}
