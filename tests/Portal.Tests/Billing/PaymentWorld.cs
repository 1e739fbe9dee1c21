using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Local.Stripe;

namespace Portal.Tests.Billing;

/// <summary>A Stripe stand-in for the host, and somebody who carries its events to the host and does the operator's part.</summary>
internal sealed class PaymentWorld : IAsyncDisposable
{
    private readonly PortalHost _host;
    private readonly string _folder;

    private PaymentWorld(PortalHost host, StripeSimulator stripe, string folder)
    {
        _host = host;
        Stripe = stripe;
        _folder = folder;
    }

    public StripeSimulator Stripe { get; }

    public HttpClient Browser { get; } = new();

    private StripeOptions Options => _host.Services.GetRequiredService<IOptions<StripeOptions>>().Value;

    public static async Task<PaymentWorld> StartAsync(PortalHost host)
    {
        var folder = Directory.CreateTempSubdirectory("portal-stripe-").FullName;
        var options = host.Services.GetRequiredService<IOptions<StripeOptions>>().Value;
        // Nobody listens there: this world carries the events itself, when a test wants them.
        var simulator = await StripeSimulator.StartAsync(
            new(folder, 0, options.SecretKey, new("http://127.0.0.1:9/"), options.WebhookSecret), NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
        options.BaseUrl = simulator.Url.ToString();
        return new PaymentWorld(host, simulator, folder);
    }

    public async Task PayAsync(string checkoutUrl) => (await Browser.PostAsync(new Uri(checkoutUrl + "/pay"), null)).EnsureSuccessStatusCode();

    public async Task ExpireAsync(string checkoutUrl)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Stripe.Url, $"/v1/checkout/sessions/{checkoutUrl.Split('/')[^1]}/expire"));
        request.Headers.Authorization = new("Bearer", Options.SecretKey);
        (await Browser.SendAsync(request)).EnsureSuccessStatusCode();
    }

    /// <summary>The newest event of a type, as Stripe sends it.</summary>
    public async Task<string> EventAsync(string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Stripe.Url, $"/v1/events?limit=1&type={type}"));
        request.Headers.Authorization = new("Bearer", Options.SecretKey);
        using var response = await Browser.SendAsync(request);
        return System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]![0]!.ToJsonString();
    }

    public async Task<HttpResponseMessage> DeliverAsync(string payload, string? signature = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(payload, Encoding.UTF8, "application/json") };
        request.Headers.Add("Stripe-Signature", signature ?? WebhookSignature.Of(payload, Options.WebhookSecret, TimeProvider.System.GetUtcNow()));
        return await _host.Client(host).SendAsync(request);
    }

    /// <summary>What the operator does with the event's operation.</summary>
    public Task<SettlementOutcome> SettleAsync(TestTenant tenant, string payload) => new HandleStripeEvent(
            _host.Services.GetRequiredService<StripeClient>(), _host.Services.GetRequiredService<Portal.Infrastructure.Database.TenantUnitOfWorks>())
        .ExecuteAsync(new TenantId(tenant.Uuid), System.Text.Json.Nodes.JsonNode.Parse(payload)!["id"]!.GetValue<string>(), "test", CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Options.BaseUrl = "http://127.0.0.1:9";
        Browser.Dispose();
        await Stripe.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
