using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Portal.Benchmarks.Circuits;
using Portal.Benchmarks.Tenancy;
using Portal.Local.Http;

namespace Portal.Benchmarks.Operations;

/// <summary>
/// From the moment that somebody asks one web process for a change through its API, to the moment that an open page of another process on the same database
/// has been sent it: the audit page's circuit, at the end of its WebSocket, where the browser would draw it. Changes are so far apart that each finds the page at rest.
/// </summary>
internal sealed class LiveUpdateMetric : IOperationsMetric
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public IReadOnlyList<Goal> Goals { get; } = [new("live_update_p95_ms", "ms", 300)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        var folder = LocalProduct.NewFolder();
        try
        {
            await using var product = await LocalProduct.StartAsync(folder, cancellationToken);
            var tenant = product.Description.Tenants[0];
            await using var replica = await WebReplica.StartAsync(product.Description.Processes.Web!.Value, tenant.Url, cancellationToken);
            var browser = await SignedInBrowser.CreateAsync(tenant with { Url = replica.Url }, cancellationToken);
            await using var page = await browser.OpenAsync("/audit", cancellationToken);
            using var client = LoopbackHttp.Create(tenant.Url);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tenant.ApiKey);
            var times = new List<double>();
            for (var change = -20; change < (quick ? 30 : 200); change++)
            {
                await Task.Delay(Apart, cancellationToken);
                var took = await TimeAsync(client, page, cancellationToken);
                if (change >= 0)
                {
                    times.Add(took);
                }
            }

            Console.WriteLine($"a change on another replica's page: {Percentiles.P50(times):0} ms in the median, {times.Max():0} ms at most");
            return [Percentiles.P95(times)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> TimeAsync(HttpClient client, CircuitClient page, CancellationToken cancellationToken)
    {
        var name = "live-" + Guid.NewGuid().ToString("n");
        var sought = Encoding.UTF8.GetBytes(name);
        var drawn = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(byte[] batch)
        {
            if (batch.AsSpan().IndexOf(sought) >= 0)
            {
                drawn.TrySetResult(Stopwatch.GetTimestamp());
            }
        }

        page.Drawn += Look;
        var began = Stopwatch.GetTimestamp();
        using var body = JsonContent.Create(new Dictionary<string, string> { ["name"] = name });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys") { Content = body };
        request.Headers.Add("Idempotency-Key", name);
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var ended = await drawn.Task.WaitAsync(Deadline, cancellationToken);
        page.Drawn -= Look;
        return Stopwatch.GetElapsedTime(began, ended).TotalMilliseconds;
    }
}
