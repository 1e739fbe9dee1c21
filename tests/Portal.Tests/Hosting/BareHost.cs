using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Portal.Hosting;

namespace Portal.Tests.Hosting;

/// <summary>The web process in this process, on whatever database there is or will be.</summary>
internal sealed class BareHost(string app, string platform) : IAsyncDisposable
{
    // One for all: hosts on one database share its keys.
    private static readonly string Keys = MakeFolder();
    private WebApplication? _app;

    public IServiceProvider Services => _app!.Services;

    public async Task StartAsync()
    {
        var builder = PortalApplication.CreateBuilder(
        [
            "--applicationName=Portal", $"--contentRoot={AppContext.BaseDirectory}", $"--Database:App={app}", $"--Database:Platform={platform}",
            "--Keys:Provider=file", $"--Keys:File:Folder={Keys}",
            "--Stripe:BaseUrl=http://127.0.0.1:9", "--Stripe:SecretKey=sk_test_none", "--Stripe:WebhookSecret=whsec_tests",
            "--RateLimits:RequestsPerMinutePerAddress=6000000", "--RateLimits:RequestsPerMinutePerPrincipal=6000000", "--Quotas:ApiRequestsPerMinute=6000000",
        ]);
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        _app = builder.Build().Use();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public HttpClient Client(string? slug = null)
    {
        var client = _app!.GetTestServer().CreateClient();
        client.BaseAddress = new Uri(slug is null ? "http://localhost/" : $"http://{slug}.localhost/");
        return client;
    }

    public async Task<(HttpStatusCode Status, string Word)> ProbeAsync(string probe)
    {
        using var response = await Client().GetAsync("/health/" + probe, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("portal-test-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
