using System.Net;
using Portal.Local.Kubernetes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class PersistenceTests : ClusterTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-cluster-").FullName;

    private protected override LocalClusterOptions Options => base.Options with { DataFolder = _folder };

    [Fact]
    public async Task Restart_KeepsObjectsTokenAndKinds()
    {
        await DefineWidgetsAsync();
        await Api.PostAsync(Widgets, """{"metadata":{"name":"a"},"spec":{"color":"red"}}""");
        await DeployAsync("web", 2);
        await PassAsync(2);
        var (token, widget, pods) = (Cluster.Token, await GetAsync(Widgets + "/a"), await NamesAsync(Pods));

        await StopAsync();
        await StartAsync();
        Cluster.Token.ShouldBe(token);
        (await GetAsync(Widgets + "/a")).ToJsonString().ShouldBe(widget.ToJsonString());
        await PassAsync(5);
        (await NamesAsync(Pods)).ShouldBe(pods);
        (await GetAsync(Deployments + "/web")).Number("status", "readyReplicas").ShouldBe(2);
    }

    [Fact]
    public async Task Restart_OlderVersions_AreExpiredAndNoneIsGivenTwice()
    {
        var before = await Api.PostAsync(Maps, Map("a"));
        await StopAsync();
        await StartAsync();

        using var watch = await Api.WatchAsync(Maps, $"resourceVersion={before.Version}");
        (await watch.NextAsync()).Number("object", "code").ShouldBe((int)HttpStatusCode.Gone);
        var after = await Api.PostAsync(Maps, Map("b"));
        long.Parse(after.Version, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(long.Parse(before.Version, System.Globalization.CultureInfo.InvariantCulture) + 1000);
    }

    [Fact]
    public async Task Change_IsOnDiskShortlyAfter()
    {
        await Api.PostAsync(Maps, Map("written"));
        var file = Path.Combine(_folder, "cluster.json");
        var deadline = Environment.TickCount64 + 10_000;
        while (!File.Exists(file) || !(await File.ReadAllTextAsync(file)).Contains("\"written\"", StringComparison.Ordinal))
        {
            Environment.TickCount64.ShouldBeLessThan(deadline, "the change was not written within 10 s");
            await Task.Delay(50);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Start_OverAForeignFile_SaysWhichAndLeavesIt()
    {
        var folder = Directory.CreateTempSubdirectory("portal-cluster-").FullName;
        var file = Path.Combine(folder, "cluster.json");
        await File.WriteAllTextAsync(file, "not json");
        var start = () => LocalCluster.StartAsync(new LocalClusterOptions { DataFolder = folder }, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None);
        (await Should.ThrowAsync<InvalidDataException>(start)).Message.ShouldStartWith(file);
        (await File.ReadAllTextAsync(file)).ShouldBe("not json");
    }

    [Fact]
    public async Task Kubeconfig_NamesServerAndToken()
    {
        var path = Path.Combine(_folder, "deep", "kubeconfig");
        await Cluster.WriteKubeconfigAsync(path, CancellationToken.None);
        var config = YamlText.Parse(await File.ReadAllBytesAsync(path));
        var server = new Uri(config.Objects("clusters").Single().Text("cluster", "server")!);
        server.Port.ShouldBe(Cluster.Url.Port);
        config.Objects("users").Single().Text("user", "token").ShouldBe(Cluster.Token);

        // kubectl sends a token over TLS only; what is in the address it sends as basic authentication.
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Cluster.Url, "/api/v1/namespaces"));
        request.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(server.UserInfo)));
        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // A client that takes the address as it is and sends the token itself is served too.
        using var bearer = new HttpClient { BaseAddress = server };
        bearer.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", Cluster.Token);
        (await bearer.GetAsync("/api/v1/namespaces")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
