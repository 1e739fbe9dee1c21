using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Infrastructure.Tests.Audit;

/// <summary>An object store on a loopback port that takes an object once, for who has its token; and can fail, or say nothing.</summary>
internal sealed class CheckpointStoreDouble : IAsyncDisposable
{
    public const string Token = "store-token";
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _closing = new();

    private CheckpointStoreDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>By path.</summary>
    public ConcurrentDictionary<string, string> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>What everything is answered with; null when it works.</summary>
    public int? Failing { get; set; }

    public bool IsSilent { get; set; }

    public Uri Url => new(_app.Urls.Single() + "/audit");

    public static async Task<CheckpointStoreDouble> StartAsync()
    {
        var store = new CheckpointStoreDouble();
        await store._app.StartAsync();
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (IsSilent)
        {
            await Task.Delay(Timeout.Infinite, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        context.Response.StatusCode = Failing ?? Answer(context.Request, body);
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            await context.Response.WriteAsync(Objects[context.Request.Path]);
        }
    }

    private int Answer(HttpRequest request, string body)
    {
        if (request.Headers.Authorization != "Bearer " + Token)
        {
            return StatusCodes.Status401Unauthorized;
        }

        if (request.Method == HttpMethods.Get)
        {
            return Objects.ContainsKey(request.Path) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        }

        if (request.Method != HttpMethods.Put || request.Headers.IfNoneMatch != "*")
        {
            return StatusCodes.Status400BadRequest;
        }

        return Objects.TryAdd(request.Path, body) ? StatusCodes.Status201Created : StatusCodes.Status412PreconditionFailed;
    }
}
