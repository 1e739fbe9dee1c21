using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Infrastructure.Tests.Billing;

/// <summary>Listens for webhooks and keeps what came. The first deliveries can be refused.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _refusals;

    private WebhookReceiver(WebApplication app, int refusals)
    {
        _app = app;
        _refusals = refusals;
    }

    public ConcurrentQueue<(byte[] Body, string Signature)> Received { get; } = new();

    public Uri Url => new(new Uri(_app.Urls.Single()), "/webhooks/stripe");

    public static async Task<WebhookReceiver> StartAsync(int refusals = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app, refusals);
        app.MapPost("/webhooks/stripe", (Delegate)receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Interlocked.Decrement(ref _refusals) >= 0)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        Received.Enqueue((body.ToArray(), context.Request.Headers["Stripe-Signature"].ToString()));
        return Results.Ok();
    }
}
