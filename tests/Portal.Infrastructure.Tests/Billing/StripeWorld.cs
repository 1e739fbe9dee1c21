using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Local.Stripe;

namespace Portal.Infrastructure.Tests.Billing;

/// <summary>The stand-in, our client of it, and somebody who takes its webhooks.</summary>
internal sealed class StripeWorld : IAsyncDisposable
{
    public const string Key = "sk_test_123";
    public const string WebhookSecret = "whsec_123";

    private readonly string _folder = Directory.CreateTempSubdirectory("portal-stripe-").FullName;
    private ServiceProvider _services = null!;

    public StripeSimulator Simulator { get; private set; } = null!;

    public WebhookReceiver Webhooks { get; private set; } = null!;

    public StripeClient Client => _services.GetRequiredService<StripeClient>();

    public HttpClient Browser { get; } = new();

    public static async Task<StripeWorld> StartAsync(int refusals = 0)
    {
        var world = new StripeWorld { Webhooks = await WebhookReceiver.StartAsync(refusals) };
        await world.StartSimulatorAsync();
        return world;
    }

    public async Task RestartAsync()
    {
        await Simulator.DisposeAsync();
        await _services.DisposeAsync();
        await StartSimulatorAsync();
    }

    /// <summary>The webhooks once there are as many; fails after ten seconds.</summary>
    public async Task<IReadOnlyList<(byte[] Body, string Signature)>> WebhooksAsync(int count)
    {
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(Environment.TickCount64).AddSeconds(10);
        while (Webhooks.Received.Count < count)
        {
            (DateTimeOffset.FromUnixTimeMilliseconds(Environment.TickCount64) < deadline).ShouldBeTrue($"{Webhooks.Received.Count} of {count} webhooks came");
            await Task.Delay(20);
        }

        return [.. Webhooks.Received];
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        await Webhooks.DisposeAsync();
        await _services.DisposeAsync();
        Browser.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartSimulatorAsync()
    {
        var options = new StripeSimulatorOptions(_folder, 0, Key, Webhooks.Url, WebhookSecret);
        Simulator = await StripeSimulator.StartAsync(options, NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
        var settings = new Dictionary<string, string?>
        {
            ["Stripe:BaseUrl"] = Simulator.Url.ToString(), ["Stripe:SecretKey"] = Key, ["Stripe:WebhookSecret"] = WebhookSecret,
        };
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System)
            .AddStripe()
            .BuildServiceProvider();
    }
}
