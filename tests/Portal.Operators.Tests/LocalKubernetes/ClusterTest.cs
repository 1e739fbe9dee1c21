using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>A cluster of its own for each test, on a clock that the test moves, with a namespace <c>t</c>.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    private protected const string Pods = "/api/v1/namespaces/t/pods";
    private protected const string Maps = "/api/v1/namespaces/t/configmaps";
    private protected const string Services = "/api/v1/namespaces/t/services";
    private protected const string Deployments = "/apis/apps/v1/namespaces/t/deployments";
    private protected const string Routes = "/apis/gateway.networking.k8s.io/v1/namespaces/t/httproutes";
    private protected const string Widgets = "/apis/example.test/v1/namespaces/t/widgets";
    private protected const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private protected const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    private LocalCluster? _cluster;
    private ApiCaller? _api;

    private protected SimulatedClock Clock { get; } = new();

    private protected LocalCluster Cluster => _cluster!;

    private protected ApiCaller Api => _api!;

    private protected virtual LocalClusterOptions Options => new() { TimeProvider = Clock, WatchHistory = 50 };

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        (await Api.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"t"}}""")).ShouldBe(System.Net.HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Options.DataFolder is { } folder)
        {
            Directory.Delete(folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    private protected async Task StartAsync()
    {
        _cluster = await LocalCluster.StartAsync(Options, NullLoggerFactory.Instance, CancellationToken.None);
        _api = new ApiCaller(_cluster);
    }

    private protected async Task StopAsync()
    {
        Api.Dispose();
        await Cluster.DisposeAsync();
    }

    /// <summary>Lets simulated time pass in small steps, as controllers would see it, looking after each.</summary>
    private protected async Task PassAsync(double seconds, Func<Task>? look = null)
    {
        for (var left = seconds; left > 0; left -= 0.1)
        {
            Clock.Advance(TimeSpan.FromSeconds(0.1));
            Cluster.RunPending();
            if (look is not null)
            {
                await look();
            }
        }
    }

    private protected async Task<JsonObject> GetAsync(string path) => (await Api.GetAsync(path)).ShouldBe(System.Net.HttpStatusCode.OK).Json;

    private protected async Task<List<JsonObject>> ItemsAsync(string path) => [.. (await GetAsync(path)).Objects("items")];

    private protected async Task<List<string>> NamesAsync(string path) => [.. (await ItemsAsync(path)).Select(item => item.NameOf())];

    private protected static string Map(string name, string labels = "{}", string data = "{}") =>
        $$$"""{"metadata":{"name":"{{{name}}}","labels":{{{labels}}}},"data":{{{data}}}}""";

    /// <summary>A deployment, and a service over its pods, of one name.</summary>
    private protected async Task DeployAsync(string name, int replicas = 3, string annotations = "{}")
    {
        (await Api.PostAsync(Deployments, Deployment(name, replicas, annotations))).ShouldBe(System.Net.HttpStatusCode.Created);
        var service = $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"selector":{"app":"{{{name}}}"},"ports":[{"port":80,"targetPort":8080}]}}""";
        (await Api.PostAsync(Services, service)).ShouldBe(System.Net.HttpStatusCode.Created);
        Cluster.RunPending();
    }

    private protected static string Deployment(string name, int replicas, string annotations = "{}") =>
        """
        {"metadata":{"name":"NAME"},"spec":{"replicas":REPLICAS,"selector":{"matchLabels":{"app":"NAME"}},
        "template":{"metadata":{"labels":{"app":"NAME"},"annotations":ANNOTATIONS},
        "spec":{"containers":[{"name":"main","image":"example:1","env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]}}}}
        """
        .Replace("NAME", name, StringComparison.Ordinal)
        .Replace("REPLICAS", replicas.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("ANNOTATIONS", annotations, StringComparison.Ordinal);

    private protected async Task DefineWidgetsAsync()
    {
        (await Api.PostAsync(Definitions, WidgetDefinition.Json)).ShouldBe(System.Net.HttpStatusCode.Created);
        Cluster.RunPending();
    }
}
