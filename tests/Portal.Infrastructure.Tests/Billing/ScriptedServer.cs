using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Infrastructure.Tests.Billing;

/// <summary>Answers requests one after another as told, and remembers what was asked. Null cuts the connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string? Key, string? Version, string? Authorization, string Body)> Asked { get; } = new();

    public string Url => _app.Urls.Single();

    public static async Task<ScriptedServer> StartAsync(params (int Status, string Body, (string Name, string Value)? Header)?[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new ScriptedServer(app);
        var script = new ConcurrentQueue<(int Status, string Body, (string Name, string Value)? Header)?>(answers);
        app.Run(context => server.AnswerAsync(context, script));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, ConcurrentQueue<(int Status, string Body, (string Name, string Value)? Header)?> script)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        Asked.Enqueue((context.Request.Path + context.Request.QueryString, headers["Idempotency-Key"], headers["Stripe-Version"], headers.Authorization, await reader.ReadToEndAsync()));
        if (!script.TryDequeue(out var answer) || answer is not { } given)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = given.Status;
        if (given.Header is { } header)
        {
            context.Response.Headers[header.Name] = header.Value;
        }

        await context.Response.WriteAsync(given.Body);
    }
}
