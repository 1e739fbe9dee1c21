using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Access;
using Portal.Hosting;
using Portal.Infrastructure.Plugins;

namespace Portal.Testing;

/// <summary>The web process in this process, on a database of its own with the demo plugins in it: <c>IClassFixture&lt;PortalHost&gt;</c>.</summary>
public sealed class PortalHost : IAsyncLifetime
{
    private WebApplication? _app;

    public TestDatabase Database { get; private set; } = null!;

    /// <summary>More settings, as on a command line: <c>--Section:Name=value</c>. They win over this host's own.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>How the host reaches the database as <c>portal_app</c>; set before it starts, e.g. to a pooling proxy or a pool of one.</summary>
    internal Func<TestDatabase, Task<string>> AppConnection { get; init; } = database => Task.FromResult(database.App);

    /// <summary>The folder of its key-encryption keys.</summary>
    public string Keys { get; } = Path.Combine(Path.GetTempPath(), "portal-test-keys-" + Guid.NewGuid().ToString("n"));

    /// <summary>The host's services, for arranging what no route can.</summary>
    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        var builder = PortalApplication.CreateBuilder(
        [
            "--applicationName=Portal",
            $"--contentRoot={AppContext.BaseDirectory}",
            "--Portal:BaseHost=localhost",
            "--Portal:PublicPort=8080",
            "--Portal:LocalSimulation=true",
            $"--Database:App={await AppConnection(Database)}",
            $"--Database:Platform={Database.Platform}",
            "--Keys:Provider=file",
            $"--Keys:File:Folder={Keys}",
            "--Stripe:BaseUrl=http://127.0.0.1:9",
            "--Stripe:SecretKey=sk_test_none",
            "--Stripe:WebhookSecret=whsec_tests",
            // Tests hammer from one address; those that are about limits say which.
            "--RateLimits:RequestsPerMinutePerAddress=6000000",
            "--RateLimits:SignInsPerMinutePerAddress=6000000",
            "--RateLimits:SignUpsPerHourPerAddress=6000000",
            "--RateLimits:RequestsPerMinutePerPrincipal=6000000",
            "--RateLimits:WaitingRequestsPerTenant=100000",
            "--Quotas:ApiRequestsPerMinute=6000000",
            .. Settings,
        ]);
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<IStartupFilter, TestAddress>();
        // Hundreds of tests sign up a tenant, and none of them is about the price of a guess: that was two fifths of their time.
        builder.Services.AddSingleton(new PasswordWork(1_000));
        builder.Logging.ClearProviders();
        _app = builder.Build().Use();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        await Services.GetRequiredService<SamplePublishing>().PublishAsync(
            Path.Combine(RepositoryFolder.Find(), "samples", "plugins"), TestContext.Current.CancellationToken);
    }

    /// <summary>A client that asks this host name; the root host by default.</summary>
    public HttpClient Client(string? slug = null)
    {
        var client = _app!.GetTestServer().CreateClient();
        client.BaseAddress = new Uri(slug is null ? "http://localhost/" : $"http://{slug}.localhost/");
        return client;
    }

    /// <summary>A fresh tenant with its admin signed in by cookie and by API key.</summary>
    public Task<TestTenant> SignUpAsync() => TestTenant.CreateAsync(this);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await Database.DisposeAsync();
        if (Directory.Exists(Keys))
        {
            Directory.Delete(Keys, recursive: true);
        }
    }
}
