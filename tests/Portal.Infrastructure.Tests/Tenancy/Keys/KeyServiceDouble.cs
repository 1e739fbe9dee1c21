using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys.Http;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>A key service on a loopback port that takes exactly the requests that the real one documents, and complains about any other.</summary>
internal abstract class KeyServiceDouble : IAsyncDisposable
{
    private WebApplication? _app;
    private int _asked;

    /// <summary>Requests that came, also while it was down.</summary>
    public int Asked => _asked;

    /// <summary>Statuses to answer with before the service works again.</summary>
    public Queue<int> Failing { get; } = new();

    public bool IsDown { get; set; }

    public ManualClock Clock { get; } = new();

    public KeyHttpOptions Http { get; } = new() { TimeoutSeconds = 5, Attempts = 3, BackOffMilliseconds = 1, BreakAfter = 2, BreakSeconds = 10 };

    protected string Url => _app!.Urls.Single();

    public static async Task<KeyServiceDouble> StartAsync(string provider)
    {
        KeyServiceDouble service = provider switch
        {
            "vault" => new VaultDouble(),
            "aws" => new AwsDouble(),
            _ => new AzureDouble(),
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        service._app = builder.Build();
        service._app.Run(service.TakeAsync);
        await service._app.StartAsync();
        return service;
    }

    public IKeyEncryption Provider()
    {
        var options = new KeyOptions { Http = Http };
        Configure(options);
        var valid = new KeyOptionsValidation().Validate(null, options);
        valid.Failed.ShouldBeFalse(valid.FailureMessage);
        return new KeyServices(options, new TickingClock(Clock)).Providers;
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    protected abstract void Configure(KeyOptions options);

    /// <returns>A status and a body.</returns>
    protected abstract (int Status, JsonObject? Body) Answer(HttpRequest request, string body);

    protected static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The request is not as documented: " + what);
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (IsDown || Failing.Count > 0)
        {
            context.Response.StatusCode = IsDown ? 503 : Failing.Dequeue();
            return;
        }

        try
        {
            var (status, answer) = Answer(context.Request, body);
            context.Response.StatusCode = status;
            if (answer is not null)
            {
                await context.Response.WriteAsync(answer.ToJsonString());
            }
        }
        catch (InvalidOperationException complaint)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(new JsonObject { ["complaint"] = complaint.Message }.ToJsonString());
        }
    }
}
