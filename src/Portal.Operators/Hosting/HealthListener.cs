using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Operators.Hosting;

/// <summary>Listens where <c>Operator__HealthUrl</c> says, or nowhere.</summary>
internal static class HealthListener
{
    public static void ConfigureHealthListener(this IWebHostBuilder host, string? healthUrl)
    {
        if (Uri.TryCreate(healthUrl, UriKind.Absolute, out var url))
        {
            host.ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? address : IPAddress.Loopback, url.Port);
            });
            return;
        }

        host.ConfigureServices(services => services.AddSingleton<IServer, Silence>());
    }

    /// <summary>A server that serves nothing.</summary>
    private sealed class Silence : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            // Nothing was opened.
        }
    }
}
