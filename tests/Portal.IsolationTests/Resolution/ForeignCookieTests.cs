using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.IsolationTests.Resolution;

/// <summary>Another tenant's credentials open nothing, and leave a trace without anything personal in it.</summary>
public sealed class ForeignCookieTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Cookie_OfAnotherTenant_DoesNotSignInToAnyPage()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        foreach (var page in new[] { "/", "/plugins", "/rollouts", "/settings", "/audit", "/billing" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.Add("Cookie", other.Cookie);
            using var response = await host.Client(mine.Slug).SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            text.ShouldNotContain(other.Slug, Case.Insensitive, page);
            text.ShouldNotContain("Sign out", Case.Sensitive, page);
        }
    }

    [Fact]
    public async Task Credentials_OfAnotherTenant_AreLoggedWithoutAnythingPersonal()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        using var lines = new Lines();
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        foreach (var (name, value) in new[] { ("Authorization", "Bearer " + other.ApiKey), ("Cookie", other.Cookie) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            request.Headers.Add(name, value);
            using var response = await host.Client(mine.Slug).SendAsync(request, TestContext.Current.CancellationToken);
            response.IsSuccessStatusCode.ShouldBeFalse();
        }

        lines.All.Where(line => line.StartsWith("Security: ", StringComparison.Ordinal)).ShouldBe(
        [
            $"Security: an API key of tenant {other.Id} was sent to tenant {mine.Id} and refused",
            $"Security: a session cookie that tenant {mine.Id} does not know, or that is over, was refused",
        ]);
        lines.All.ShouldAllBe(line => !line.Contains(other.Email) && !line.Contains(other.ApiKey) && !line.Contains(other.Cookie) && !line.Contains("Ada"));
    }

    [Fact]
    public async Task Host_OfAnotherTenant_SignsNobodyInByAnotherTenantsPassword()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        using var response = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            host.Client(mine.Slug), "/api/v1/sessions", new { email = other.Email, password = TestTenant.Password }, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
