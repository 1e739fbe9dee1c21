using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Local.Stripe;

/// <summary>A stateful stand-in for Stripe on loopback: customers, checkout with a payment page, balance transactions and signed webhooks.</summary>
internal sealed class StripeSimulator : IAsyncDisposable
{
    private const long LargestBody = 1024 * 1024;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _deliveries;

    private StripeSimulator(WebApplication app, Uri url, CancellationTokenSource stopping, Task deliveries)
    {
        _app = app;
        Url = url;
        _stopping = stopping;
        _deliveries = deliveries;
    }

    /// <summary>Address of the API, <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url { get; }

    /// <summary>Loads the kept state, listens, and returns when requests are answered.</summary>
    public static async Task<StripeSimulator> StartAsync(
        StripeSimulatorOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(time);
        var store = StripeStore.Open(options.DataFolder);
        StripeIdempotency.ForgetInterrupted(store);
        var app = await ListenAsync(options, store, loggers, time, cancellationToken);
        StripePort.Keep(store, new Uri(app.Urls.Single()));
        var stopping = new CancellationTokenSource();
        var delivery = new WebhookDelivery(store, options.WebhookUrl, options.WebhookSecret, time, loggers.CreateLogger<WebhookDelivery>());
        return new StripeSimulator(app, new Uri(app.Urls.Single()), stopping, delivery.RunAsync(stopping.Token));
    }

    /// <summary>Stops deliveries, then stops listening. Every change is on disk already.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _deliveries;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    // Payment pages are remembered by their address, so the port of the last start is taken again where it is free.
    private static async Task<WebApplication> ListenAsync(
        StripeSimulatorOptions options, StripeStore store, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var kept = options.Port == 0 ? StripePort.Kept(store) : options.Port;
        try
        {
            return await ListenAsync(kept, options, store, loggers, time, cancellationToken);
        }
        catch (IOException) when (options.Port == 0 && kept != 0)
        {
            return await ListenAsync(0, options, store, loggers, time, cancellationToken);
        }
    }

    private static async Task<WebApplication> ListenAsync(
        int port, StripeSimulatorOptions options, StripeStore store, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(StripeSimulator).Assembly.GetName().Name });
        builder.Configuration.Sources.Clear();
        builder.Services.AddSingleton(loggers);
        // The process's own signals are the supervisor's to handle.
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        Map(app, options, store, time);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static void Map(WebApplication app, StripeSimulatorOptions options, StripeStore store, TimeProvider time)
    {
        var payment = new CheckoutPayment(store, time);
        var gate = new StripeGate(options.SecretKey);
        var idempotency = new StripeIdempotency(store, time);
        app.Use(next => context => gate.InvokeAsync(context, next));
        app.Use(next => context => idempotency.InvokeAsync(context, next));
        app.UseRouting();
        new StripeRoutes(store, payment, time, () => new Uri(app.Urls.Single())).Map(app);
        new CheckoutPages(store, payment).Map(app);
        app.MapGet("/", () => Results.Text("Local simulation of Stripe"));
    }
}
