using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Operators.Tests.Running;

/// <summary>Somebody else's server, on this machine, as a test plays it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _listener;
    private readonly Lock _counting = new();
    private int _atOnce;

    private LoopbackServer(WebApplication listener) => _listener = listener;

    public Uri Url => new(_listener.Urls.Single());

    /// <summary>Every request, in the order in which it came.</summary>
    public ConcurrentQueue<LoopbackRequest> Requests { get; } = [];

    /// <summary>How many are being answered now, and the most that ever were at once.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<LoopbackServer> StartAsync(Func<LoopbackRequest, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new LoopbackServer(builder.Build());
        server._listener.Run(context => server.TakeAsync(context, answer));
        await server._listener.StartAsync();
        return server;
    }

    public static Task<LoopbackServer> StartAsync(Func<LoopbackRequest, string> answer) =>
        StartAsync((request, context) => context.Response.WriteAsync(answer(request)));

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Func<LoopbackRequest, HttpContext, Task> answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new LoopbackRequest(
            context.Request.Method, context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        lock (_counting)
        {
            Requests.Enqueue(request);
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }

        try
        {
            await answer(request, context);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has gone.
        }
        finally
        {
            lock (_counting)
            {
                _atOnce--;
            }
        }
    }
}
