using System.Diagnostics;
using Portal.Local;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Metrics.Prometheus;

/// <summary>The real Prometheus from the distribution, scraping what a test says, every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-prometheus-").FullName;
    private Process? _process;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    /// <param name="scrape">The rest of the one entry of <c>scrape_configs</c>, as YAML indented by four.</param>
    public static async Task<PrometheusServer> StartAsync(string scrape)
    {
        var server = new PrometheusServer();
        var settings = Path.Combine(server._folder, "prometheus.yml");
        await File.WriteAllTextAsync(settings, $"global:\n  scrape_interval: 1s\n  scrape_timeout: 1s\nscrape_configs:\n  - job_name: pods\n{scrape}");
        server._process = Process.Start(new ProcessStartInfo(Find())
        {
            ArgumentList =
            {
                $"--config.file={settings}", $"--storage.tsdb.path={server._folder}/data", $"--web.listen-address={server.Url.Authority}", "--log.level=error",
            },
            WorkingDirectory = server._folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
        using var http = new HttpClient { BaseAddress = server.Url };
        await Deadline.UntilAsync(async () => await IsReadyAsync(http) ? "" : null, "Prometheus is ready");
        return server;
    }

    public async Task StopAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process!.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/-/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Find() => new[] { "/usr/bin/prometheus", "/usr/local/bin/prometheus", "/opt/homebrew/bin/prometheus" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Prometheus is missing: ./test.sh installs it where it can, else run 'sudo apt install prometheus'.");
}
