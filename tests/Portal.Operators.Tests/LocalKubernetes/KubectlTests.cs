using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>The real kubectl against the stand-in, on the real clock.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-kubectl-").FullName;
    private LocalCluster? _cluster;

    private string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Kubectl.IsInstalled, "kubectl is not on PATH");
        _cluster = await LocalCluster.StartAsync(new LocalClusterOptions { DataFolder = _folder }, NullLoggerFactory.Instance, CancellationToken.None);
        await _cluster.WriteKubeconfigAsync(Kubeconfig, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Definition_AndCustomResource_AreAppliedWaitedForAndShown()
    {
        await RunAsync(WidgetYaml(), "apply", "-f", "-");
        await RunAsync(null, "wait", "--for=condition=Established", "crd/widgets.example.test", "--timeout=10s");
        (await RunAsync(null, "api-resources", "--api-group=example.test")).ShouldContain("widgets");

        await RunAsync(null, "create", "namespace", "t");
        const string Widget = """{"apiVersion":"example.test/v1","kind":"Widget","metadata":{"name":"a","namespace":"t"},"spec":{"color":"COLOR"}}""";
        (await RunAsync(Widget.Replace("COLOR", "red", StringComparison.Ordinal), "apply", "-f", "-")).ShouldContain("created");
        (await RunAsync(Widget.Replace("COLOR", "blue", StringComparison.Ordinal), "apply", "-f", "-")).ShouldContain("configured");
        (await RunAsync(Widget.Replace("COLOR", "blue", StringComparison.Ordinal), "apply", "-f", "-")).ShouldContain("unchanged");
        await RunAsync(null, "patch", "widget", "a", "-n", "t", "--subresource=status", "--type=merge", "-p", """{"status":{"phase":"On","conditions":[{"type":"Ready","status":"True"}]}}""");
        await RunAsync(null, "wait", "--for=condition=Ready", "widget/a", "-n", "t", "--timeout=10s");

        var table = (await RunAsync(null, "get", "wd", "-n", "t", "-o", "wide")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["NAME", "PHASE", "SIZE", "READY", "TEAM", "AGE"]);
        table[1].ShouldMatch(@"^a\s+On\s+3\s+True\s+\d+s\s*$");
        (await RunAsync(null, "get", "wd", "a", "-n", "t", "-o", "yaml")).ShouldContain("color: blue");
        (await RunAsync(null, "describe", "widget", "a", "-n", "t")).ShouldMatch(@"Phase:\s+On");

        var refused = await Kubectl.RunAsync(Kubeconfig, Widget.Replace("COLOR", "green", StringComparison.Ordinal), ["apply", "-f", "-"]);
        refused.ExitCode.ShouldNotBe(0);
        refused.Error.ShouldContain("Unsupported value");
    }

    [Fact]
    public async Task Deployment_IsAppliedRolledOutScaledDescribedAndDeleted()
    {
        await RunAsync(null, "create", "namespace", "t");
        await RunAsync(Deployment("example:1"), "apply", "-f", "-");
        await RunAsync(null, "rollout", "status", "deployment/web", "-n", "t", "--timeout=20s");
        (await RunAsync(null, "get", "pods", "-n", "t", "-o", "wide")).ShouldMatch(@"web-\w+-\w+\s+1/1\s+Running\s+0\s+\d+s\s+10\.244\.\S+\s+local");

        (await RunAsync(Deployment("example:2"), "apply", "-f", "-")).ShouldContain("configured");
        await RunAsync(null, "rollout", "status", "deployment/web", "-n", "t", "--timeout=20s");
        await RunAsync(null, "scale", "deployment/web", "-n", "t", "--replicas=1");
        await RunAsync(null, "wait", "--for=jsonpath={.status.replicas}=1", "deployment/web", "-n", "t", "--timeout=20s");
        var described = await RunAsync(null, "describe", "deployment", "web", "-n", "t");
        described.ShouldContain("example:2");
        described.ShouldContain("ScalingReplicaSet");
        (await RunAsync(null, "logs", "deployment/web", "-n", "t")).ShouldContain("local simulation");

        var json = JsonNode.Parse(await RunAsync(null, "get", "deployment", "web", "-n", "t", "-o", "json"));
        json.Text("spec", "template", "spec", "containers", "0").ShouldBeNull();
        json.Objects("spec", "template", "spec", "containers").Single().Text("image").ShouldBe("example:2");
        await RunAsync(null, "delete", "namespace", "t", "--timeout=20s");
        (await RunAsync(null, "get", "namespaces")).ShouldNotMatch(@"(?m)^t\s");
    }

    [Fact]
    public async Task ServerSideApply_TakesOwnershipAndReportsConflicts()
    {
        const string Map = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m","namespace":"default"},"data":{"k":"VALUE"}}""";
        await RunAsync(Map.Replace("VALUE", "1", StringComparison.Ordinal), "apply", "--server-side", "--field-manager=one", "-f", "-");
        var conflict = await Kubectl.RunAsync(Kubeconfig, Map.Replace("VALUE", "2", StringComparison.Ordinal), ["apply", "--server-side", "--field-manager=two", "-f", "-"]);
        conflict.ExitCode.ShouldNotBe(0);
        conflict.Error.ShouldContain("conflict with \"one\"");
        await RunAsync(Map.Replace("VALUE", "2", StringComparison.Ordinal), "apply", "--server-side", "--force-conflicts", "--field-manager=two", "-f", "-");
        (await RunAsync(null, "get", "configmap", "m", "-o", "jsonpath={.data.k}")).ShouldBe("2");
    }

    [Fact]
    public async Task Explain_OfACustomResource_TellsItsFields()
    {
        await RunAsync(WidgetYaml(), "apply", "--server-side", "-f", "-");
        await RunAsync(null, "wait", "--for=condition=Established", "crd/widgets.example.test", "--timeout=10s");
        var explained = await RunAsync(null, "explain", "widget.spec.size");
        explained.ShouldMatch(@"KIND:\s+Widget");
        explained.ShouldMatch(@"FIELD:\s+size <integer>");
    }

    [Fact]
    public async Task Access_IsAskedForAndTokensAreMade()
    {
        (await RunAsync(null, "auth", "can-i", "delete", "pods")).Trim().ShouldBe("yes");
        (await RunAsync(null, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")).ShouldBe("portal-local");
        await RunAsync(null, "create", "serviceaccount", "worker", "-n", "default");
        (await RunAsync(null, "create", "token", "worker", "-n", "default", "--duration=20m")).Split('.').Length.ShouldBe(3);
    }

    [Fact]
    public async Task Watch_PrintsChangesAsTheyHappen()
    {
        await RunAsync(null, "create", "configmap", "first", "-n", "default");
        using var watch = Kubectl.Start(Kubeconfig, ["get", "configmaps", "-n", "default", "-w", "--output-watch-events"]);
        try
        {
            // What is there already says that it watches.
            (await watch.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)))!.ShouldMatch(@"^EVENT\s+NAME\s+DATA\s+AGE");
            (await watch.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)))!.ShouldMatch(@"^ADDED\s+first\s+0\s");
            await RunAsync(null, "create", "configmap", "seen", "-n", "default", "--from-literal=a=b");
            await RunAsync(null, "delete", "configmap", "seen", "-n", "default");
            var lines = new List<string>();
            while (!lines.Exists(line => line.StartsWith("DELETED", StringComparison.Ordinal)))
            {
                lines.Add((await watch.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)))!);
            }

            lines[0].ShouldMatch(@"^ADDED\s+seen\s+1\s");
        }
        finally
        {
            watch.Kill();
        }
    }

    private async Task<string> RunAsync(string? input, params string[] arguments)
    {
        var result = await Kubectl.RunAsync(Kubeconfig, input, arguments);
        result.ExitCode.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}: {result.Error}");
        return result.Output;
    }

    private static string WidgetYaml()
    {
        var definition = (JsonObject)JsonNode.Parse(WidgetDefinition.Json)!;
        definition["apiVersion"] = "apiextensions.k8s.io/v1";
        definition["kind"] = "CustomResourceDefinition";
        return definition.ToJsonString();
    }

    private static string Deployment(string image) =>
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: t}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web} }
          template:
            metadata:
              labels: {app: web}
              annotations: {portal.internal/simulated-ready-after: PT0.2S}
            spec:
              containers:
              - name: main
                image: "{{image}}"
        """;
}
