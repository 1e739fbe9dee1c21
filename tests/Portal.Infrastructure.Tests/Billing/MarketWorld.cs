using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Billing;
using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Plugins.Packages;
using Portal.Infrastructure.Tests.Plugins;

namespace Portal.Infrastructure.Tests.Billing;

/// <summary>A database with one tenant and one paid plugin, a Stripe stand-in, and the services between them.</summary>
internal sealed class MarketWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;

    private MarketWorld(StripeWorld stripe, TestDatabase database, ServiceProvider services)
    {
        Stripe = stripe;
        _database = database;
        _services = services;
    }

    public StripeWorld Stripe { get; }

    public TenantId Tenant { get; } = new(Guid.CreateVersion7());

    public TenantUnitOfWorks Units => Get<TenantUnitOfWorks>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<MarketWorld> StartAsync(TestDatabase database)
    {
        var stripe = await StripeWorld.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Database:App"] = database.App, ["Database:Platform"] = database.Platform,
            ["Stripe:BaseUrl"] = stripe.Simulator.Url.ToString(), ["Stripe:SecretKey"] = StripeWorld.Key, ["Stripe:WebhookSecret"] = StripeWorld.WebhookSecret,
        };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.ClearProviders())
            .AddPortalDatabase().AddPurchases().AddPluginRegistry()
            .BuildServiceProvider();
        var world = new MarketWorld(stripe, database, services);
        await world.SqlAsync(
            "insert into portal.tenant values ($1, $2, 'Acme', 'active', $3, now(), now())", world.Tenant.Value, $"t{world.Tenant.Value:N}"[..20], $"tenant-{world.Tenant.Value:N}");
        await world.Get<PublisherDirectory>().RegisterAsync("brightline", "Brightline", new BasisPoints(8000), CancellationToken.None);
        return world;
    }

    public async Task<PluginId> PublishAsync(string manifest = SamplePackage.Manifest)
    {
        var package = PackageReader.Read(PackageWriter.Write(SamplePackage.Files(manifest))).Value;
        return (await Get<PluginRegistry>().PublishAsync(package, CancellationToken.None)).Value.Plugin;
    }

    /// <summary>A pending purchase whose payment page is open.</summary>
    public async Task<(PurchaseId Purchase, StripeCheckoutSession Session)> BuyAsync(PluginId plugin, long price = 1_900)
    {
        var purchase = new PurchaseId(Guid.CreateVersion7());
        var customer = await Get<BillingCustomers>().EnsureAsync(Tenant, "Acme", CancellationToken.None);
        var request = new CheckoutRequest(customer, purchase.ToString(), "CI status", new Money(price, Currency.Eur), "http://acme.localhost/", "http://acme.localhost/");
        var session = await Get<StripeClient>().CreateCheckoutSessionAsync(request, $"checkout:{purchase}", CancellationToken.None);
        await SqlAsync(
            """
            insert into portal.purchase (tenant_id, id, plugin_id, state, amount_minor, currency, stripe_checkout_session_id, checkout_url, created_by, created_at)
            values ($1, $2, $3, 'pending', 1900, 'EUR', $4, $5, $2, now())
            """, Tenant.Value, purchase.Value, plugin.Value, session.Id, session.Url!);
        return (purchase, session);
    }

    /// <summary>The delivered event of that type, taken into the inbox.</summary>
    public async Task<ReceivedEvent> TakeAsync(string type, int deliveries)
    {
        var webhooks = await Stripe.WebhooksAsync(deliveries);
        var received = webhooks.Select(hook => StripeEventReader.Read(hook.Body)!).Last(item => item.Type == type);
        await Get<StripeInbox>().TakeAsync(received, "test", CancellationToken.None);
        return received;
    }

    public Task<SettlementOutcome> HandleAsync(ReceivedEvent received) => Get<HandleStripeEvent>().ExecuteAsync(Tenant, received.Id, "test", CancellationToken.None);

    public Task SqlAsync(string sql, params object[] values) => ScalarAsync<object>(sql, values);

    public async Task<T?> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.Superuser) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync() is T value2 ? value2 : default;
    }

    /// <summary>The tenant's entries as text: account and minor units, in order.</summary>
    public async Task<string> EntriesAsync() => await ScalarAsync<string>(
        """
        select coalesce(string_agg(a.kind || ' ' || e.amount_minor, ', ' order by e.journal_id, e.line), '')
        from portal.journal_entry e join portal.ledger_account a on a.id = e.account_id where e.tenant_id = $1
        """, Tenant.Value) ?? "";

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
