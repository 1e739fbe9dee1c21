using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.LocalKubernetes;

namespace Portal.Operators.Tests.Kubernetes;

/// <summary>The client against a cluster over TLS, by what a kubeconfig can say.</summary>
public sealed class ClusterHttpTests : IAsyncLifetime
{
    private static readonly ResourceKind ConfigMap = new("", "v1", "configmaps", "ConfigMap");

    private readonly string _folder = Directory.CreateTempSubdirectory("portal-client-").FullName;
    private readonly TestAuthority _authority = new();
    private readonly SimulatedClock _clock = new();
    private LocalCluster? _cluster;

    private LocalCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await StartAsync(_authority.Server());

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Request_WithTheClustersAuthorityAndAToken_IsAnsweredAndOwned()
    {
        var client = Client(Read($"token: {Cluster.Token}"));
        var created = await client.CreateAsync(ConfigMap, Map("a"), CancellationToken.None);
        created.ItemsAt("metadata", "managedFields").Select(entry => entry.TextAt("manager")).ShouldBe(["portal-operator"]);
    }

    [Fact]
    public async Task Request_ToAServerOfAnotherAuthority_IsNotMade()
    {
        var other = new TestAuthority();
        var refused = await Should.ThrowAsync<HttpRequestException>(() => ListAsync(Read($"token: {Cluster.Token}", authority: other)));
        refused.HttpRequestError.ShouldBe(HttpRequestError.SecureConnectionError);
    }

    [Fact]
    public async Task Request_ToAServerOfAnotherName_NeedsTheNameToBeSaid()
    {
        await using var named = await StartAsync(_authority.Server("cluster.test"));
        await Should.ThrowAsync<HttpRequestException>(() => ListAsync(Read($"token: {named.Token}", server: named.Url)));
        await ListAsync(Read($"token: {named.Token}", server: named.Url, cluster: "tls-server-name: cluster.test"));
    }

    [Fact]
    public async Task Request_ToAnUncheckedServer_IsMadeOnlyWhereThatIsAllowed()
    {
        const string Unchecked = "insecure-skip-tls-verify: true";
        Should.Throw<FormatException>(() => Read("token: x", cluster: Unchecked)).Message.ShouldContain("Operator__AllowUncheckedServer");
        await ListAsync(Read($"token: {Cluster.Token}", cluster: Unchecked, authority: new TestAuthority(), allowUnchecked: true));
    }

    [Fact]
    public async Task Request_WithAClientCertificate_IsThatUsers()
    {
        var certificate = _authority.Client("CN=ann, O=system:masters");
        await ListAsync(Read($"{{ client-certificate-data: {Base64(certificate.ExportCertificatePem())}, client-key-data: {Base64(certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())} }}"));
        var nobody = _authority.Client("CN=bob");
        var refused = await Should.ThrowAsync<KubernetesException>(() =>
            ListAsync(Read($"{{ client-certificate-data: {Base64(nobody.ExportCertificatePem())}, client-key-data: {Base64(nobody.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())} }}")));
        refused.Message.ShouldBe("configmaps is forbidden: User \"bob\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"default\"");
    }

    [Fact]
    public async Task ExecPlugin_IsRunOnceUntilItsCredentialEnds()
    {
        var client = Client(Plugin($$"""{"token":"{{Cluster.Token}}","expirationTimestamp":"{{_clock.GetUtcNow().AddMinutes(5):O}}"}"""));
        await ListAsync(client);
        await ListAsync(client);
        Runs().ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await ListAsync(client);
        Runs().ShouldBe(2);
    }

    [Fact]
    public async Task ExecPlugin_WhoseTokenIsRefused_IsRunOnceMore()
    {
        var client = Client(Plugin("""{"token":"'$(cat token)'"}"""));
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), Cluster.Token);
        await ListAsync(client);
        Runs().ShouldBe(1);

        // The credential that is kept goes bad: the plugin has a new one.
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "wrong");
        var other = Client(Plugin("""{"token":"'$(cat token)'"}"""));
        (await Should.ThrowAsync<KubernetesException>(() => ListAsync(other))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Runs().ShouldBe(3);
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), Cluster.Token);
        await ListAsync(other);
        Runs().ShouldBe(4);
    }

    [Theory]
    [InlineData("echo no luck >&2; exit 3", "ended with code 3: no luck")]
    [InlineData("echo hello", "answered with something that cannot be read.")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"x"}}'""", "did not answer with a credential of client.authentication.k8s.io/v1.")]
    public async Task ExecPlugin_ThatFails_SaysHow(string script, string message) =>
        (await Should.ThrowAsync<HttpRequestException>(() => ListAsync(Script(script)))).Message.ShouldEndWith(message);

    [Fact]
    public async Task ExecPlugin_ThatIsNotThere_SaysHowToGetIt()
    {
        var connection = Read("{ exec: { apiVersion: client.authentication.k8s.io/v1, command: portal-no-such-plugin, installHint: Install it., interactiveMode: Never } }");
        var failed = await Should.ThrowAsync<HttpRequestException>(() => ListAsync(connection));
        failed.Message.ShouldStartWith("The credential plugin portal-no-such-plugin cannot be started");
        failed.Message.ShouldEndWith("Install it.");
    }

    [Fact]
    public async Task TokenFile_ThatWasRenewed_IsReadAgainWhenTheOldTokenIsRefused()
    {
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, "old");
        var client = Client(Read("tokenFile: token"));
        await Should.ThrowAsync<KubernetesException>(() => ListAsync(client));
        await File.WriteAllTextAsync(file, Cluster.Token);
        await ListAsync(client);
    }

    [Fact]
    public async Task Proxy_OfTheKubeconfig_GetsTheRequests()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asking = ListAsync(Read("token: x", server: new Uri("http://cluster.test:8001"), cluster: $"proxy-url: http://{proxy.LocalEndpoint}"));
        using var connection = await proxy.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).ShouldBe("GET http://cluster.test:8001/api/v1/namespaces/default/configmaps?limit=250 HTTP/1.1");
        const string Body = """{"metadata":{"resourceVersion":"1"},"items":[]}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
        (await asking).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429, true, 3, 3)]
    [InlineData(503, true, 9, 5)]
    [InlineData(500, false, 1, 1)]
    [InlineData(409, true, 1, 1)]
    public async Task Request_ThatTheServerPutsOff_IsAskedAgainAFewTimes(int status, bool saysWhen, int refusals, int asked)
    {
        var count = 0;
        Cluster.Interception = async (context, next) =>
        {
            if (count++ < refusals - (asked == refusals && status == 429 ? 1 : 0))
            {
                context.Response.StatusCode = status;
                if (saysWhen)
                {
                    context.Response.Headers.RetryAfter = "0";
                }
            }
            else
            {
                await next();
            }
        };
        var asking = ListAsync(Read($"token: {Cluster.Token}"));
        if (status == 429)
        {
            await asking;
        }
        else
        {
            ((int)(await Should.ThrowAsync<KubernetesException>(() => asking)).Status).ShouldBe(status);
        }

        count.ShouldBe(asked);
    }

    [Fact]
    public async Task JsonPatch_BoundToAVersion_ChangesThatVersionOrNothing()
    {
        var client = Client(Read($"token: {Cluster.Token}"));
        var created = await client.CreateAsync(ConfigMap, Map("a"), CancellationToken.None);
        await client.MergePatchAsync(ConfigMap, created.Key(), new JsonObject { ["data"] = new JsonObject { ["k"] = "1" } }, CancellationToken.None);
        (await Should.ThrowAsync<KubernetesException>(() => client.JsonPatchAsync(ConfigMap, created.Key(), Patch(created.ResourceVersion()), CancellationToken.None)))
            .Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var current = (await client.FindAsync(ConfigMap, created.Key(), CancellationToken.None))!;
        (await client.JsonPatchAsync(ConfigMap, created.Key(), Patch(current.ResourceVersion()), CancellationToken.None)).TextAt("data", "k").ShouldBe("2");
    }

    private static JsonArray Patch(string version) =>
    [
        new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = version },
        new JsonObject { ["op"] = "replace", ["path"] = "/data/k", ["value"] = "2" },
    ];

    private static JsonObject Map(string name) => (JsonObject)JsonNode.Parse($$$"""{"metadata":{"name":"{{{name}}}","namespace":"default"},"data":{"k":"0"}}""")!;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static Task<LocalCluster> StartAsync(X509Certificate2 certificate, X509Certificate2 authority) => LocalCluster.StartAsync(
        new LocalClusterOptions { ServerCertificate = certificate, ClientAuthority = authority }, NullLoggerFactory.Instance, CancellationToken.None);

    private Task<LocalCluster> StartAsync(X509Certificate2 certificate) => StartAsync(certificate, _authority.Certificate);

    private KubernetesClient Client(ClusterConnection connection) => new(ClusterHttp.Create(connection, _clock));

    private Task<ResourceList> ListAsync(ClusterConnection connection) => ListAsync(Client(connection));

    private static Task<ResourceList> ListAsync(KubernetesClient client) => client.ListAsync(ConfigMap, "default", null, CancellationToken.None);

    private int Runs() => File.ReadAllLines(Path.Combine(_folder, "runs")).Length;

    /// <summary>A plugin that notes that it was run, and answers with this status.</summary>
    private ClusterConnection Plugin(string status) =>
        Script($$"""echo run >> runs; echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{{status}}}'""");

    private ClusterConnection Script(string script)
    {
        File.WriteAllText(Path.Combine(_folder, "plugin.sh"), $"cd '{_folder}'\n{script}\n");
        return Read($"{{ exec: {{ apiVersion: client.authentication.k8s.io/v1, command: sh, args: ['{_folder}/plugin.sh'], env: [{{ name: PLUGIN, value: test }}], interactiveMode: IfAvailable }} }}");
    }

    private ClusterConnection Read(string user, Uri? server = null, TestAuthority? authority = null, string cluster = "", bool allowUnchecked = false)
    {
        var file = Path.Combine(_folder, "kubeconfig");
        File.WriteAllText(
            file,
            $$"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters:
            - name: c
              cluster:
                server: {{server ?? Cluster.Url}}
                certificate-authority-data: {{Base64((authority ?? _authority).Certificate.ExportCertificatePem())}}
                {{cluster}}
            contexts:
            - name: c
              context: { cluster: c, user: u }
            users:
            - name: u
              user: {{(user.StartsWith('{') ? user : $"{{ {user} }}")}}
            """);
        return Kubeconfig.Read(file, allowUnchecked);
    }
}
