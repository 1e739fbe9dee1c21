using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Operations;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Local.Kubernetes;
using Portal.Local.Stripe;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Tests.Operations;
using Portal.Operators.Tests.Running;
using Portal.Operators.Tests.Tenancy.Keys;

namespace Portal.Operators.Tests.Tenancy;

/// <summary>A tenant, a cluster, a payment provider and keys, each real to who uses it.</summary>
internal sealed class LifeStage : IAsyncDisposable
{
    private const string Key = "sk_test_life";
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-life-").FullName;
    private ServiceProvider _stripe = null!;
    private StripeSimulator _simulator = null!;
    private LocalCluster _cluster = null!;
    private HttpClient _http = null!;

    public OperationStage Operations { get; private set; } = null!;

    public KeyRoom Room { get; private set; } = null!;

    public FaultyHandler Handler { get; } = new();

    public IKubernetesClient Client { get; private set; } = null!;

    public TenantDirectory Tenants { get; private set; } = null!;

    public TenantTransitions Transitions => new(Operations.Units);

    public TenantErasure Erasure => new(Operations.Units, Operations.Platform);

    public StripeClient Stripe => _stripe.GetRequiredService<StripeClient>();

    public BillingCustomers Customers => new(Stripe, Operations.Units);

    /// <summary>The tenant's namespace.</summary>
    public string Space => $"tenant-{Operations.Tenant.Value:n}";

    public static async Task<LifeStage> StartAsync(TestDatabase database, string state, TestDatabase? own = null)
    {
        var stage = new LifeStage { Operations = await OperationStage.StartAsync(database, own) };
        stage.Room = new KeyRoom(stage.Operations);
        stage._cluster = await LocalCluster.StartAsync(new LocalClusterOptions(), NullLoggerFactory.Instance, CancellationToken.None);
        stage._http = new HttpClient(stage.Handler) { BaseAddress = stage._cluster.Url, Timeout = Timeout.InfiniteTimeSpan };
        stage._http.DefaultRequestHeaders.Authorization = new("Bearer", stage._cluster.Token);
        stage.Client = new KubernetesClient(stage._http);
        stage.Tenants = new TenantDirectory(new PlatformDatabase(Npgsql.NpgsqlDataSource.Create(database.Platform)));
        var options = new StripeSimulatorOptions(stage._folder, 0, Key, new Uri("http://127.0.0.1:9/"), "whsec_life");
        stage._simulator = await StripeSimulator.StartAsync(options, NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
        var settings = new Dictionary<string, string?>
        {
            ["Stripe:BaseUrl"] = stage._simulator.Url.ToString(), ["Stripe:SecretKey"] = Key, ["Stripe:WebhookSecret"] = "whsec_life",
        };
        stage._stripe = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).AddSingleton(TimeProvider.System).AddStripe().BuildServiceProvider();
        await stage.Operations.ExecuteAsync("update portal.tenant set state = $2 where id = $1", stage.Operations.Tenant.Value, state);
        return stage;
    }

    /// <summary>Runs the operation until it is over, however often it is cut off.</summary>
    /// <returns>How many attempts it took.</returns>
    public async Task<int> RunAsync(OperationId id, Func<IOperationHandler> handler)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Operations.Runner(handler()).RunAsync(Operations.Tenant, id, CancellationToken.None) is not { } again)
            {
                return attempt;
            }

            Operations.Time.Advance(again - Operations.Time.GetUtcNow());
        }
    }

    public async Task<List<string>> NamesAsync(ResourceKind kind) =>
        [.. (await Client.ListAsync(kind, Space, null, CancellationToken.None)).Items.Select(item => item.TextAt("metadata", "name")!).Order(StringComparer.Ordinal)];

    public async Task<JsonObject> CustomersAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_simulator.Url, "/v1/customers"));
        request.Headers.Authorization = new("Bearer", Key);
        using var client = new HttpClient();
        using var response = await client.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _cluster.DisposeAsync();
        await _simulator.DisposeAsync();
        await _stripe.DisposeAsync();
        Room.Dispose();
        await Operations.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
