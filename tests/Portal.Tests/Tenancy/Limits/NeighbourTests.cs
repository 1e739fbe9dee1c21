using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;

namespace Portal.Tests.Tenancy.Limits;

/// <summary>
/// A tenant that asks thirty times as often as it may, beside one that does not. Windows with and without the flood take turns, so that whatever else
/// this machine does falls on both alike. Always: the flood is refused and the other tenant never. Only the long form (PORTAL_TEST_LONG=1, on a machine
/// that does nothing else) has enough samples to speak of a 99th percentile.
/// </summary>
public sealed class NeighbourTests(ITestOutputHelper output)
{
    private const int PerMinute = 600;
    private const int FloodPerSecond = 300;
    private static readonly bool Long = Environment.GetEnvironmentVariable("PORTAL_TEST_LONG") == "1";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(Long ? 5 : 2);

    [Fact]
    public async Task Flood_OfOneTenant_LeavesAnotherAsQuickAsItWas()
    {
        await using var host = new PortalHost();
        await host.InitializeAsync();
        var (flooding, quiet) = (await host.SignUpAsync(), await host.SignUpAsync());
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var agree = source.CreateCommand($"insert into portal.quota_override values ('{flooding.Uuid}', 'api_requests_per_minute', {PerMinute}, 'test', now())");
        await agree.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await MeasureAsync(quiet, Window);
        var (alone, beside) = (new List<double>(), new List<double>());
        var refused = 0;
        for (var round = 0; round < (Long ? 8 : 2); round++)
        {
            alone.AddRange(await MeasureAsync(quiet, Window));
            using var over = new CancellationTokenSource();
            var flood = FloodAsync(flooding, over.Token);
            beside.AddRange(await MeasureAsync(quiet, Window));
            await over.CancelAsync();
            refused += await flood;
        }

        var (before, after) = (Percentile(alone, Long ? 0.99 : 0.5), Percentile(beside, Long ? 0.99 : 0.5));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"alone {before:0.00} ms, beside a flood {after:0.00} ms, ratio {after / before:0.00}; {refused} requests of the flood refused; {alone.Count} + {beside.Count} samples"));
        refused.ShouldBeGreaterThan(0, "the flood is refused");
        if (Long)
        {
            (after / before).ShouldBeLessThan(1.2);
        }
    }

    // One after another, fifty a second at most: a person's page, not a load.
    private static async Task<List<double>> MeasureAsync(TestTenant tenant, TimeSpan window)
    {
        var samples = new List<double>();
        var clock = Stopwatch.StartNew();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (clock.Elapsed < window)
        {
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            var started = Stopwatch.GetTimestamp();
            using var answer = await tenant.Client.GetAsync("/api/v1/rollouts", TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            samples.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return samples;
    }

    // At its own pace, whatever the answers take. Answers how many were refused.
    private static async Task<int> FloodAsync(TestTenant tenant, CancellationToken over)
    {
        var sent = new List<Task<HttpStatusCode>>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / FloodPerSecond));
        try
        {
            while (await pace.WaitForNextTickAsync(over))
            {
                sent.Add(AskAsync(tenant));
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The window is over.
        }

        return (await Task.WhenAll(sent)).Count(status => status == HttpStatusCode.TooManyRequests);
    }

    private static async Task<HttpStatusCode> AskAsync(TestTenant tenant)
    {
        using var answer = await tenant.Client.GetAsync("/api/v1/rollouts", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static double Percentile(List<double> samples, double share) => samples.Order().ElementAt((int)(samples.Count * share));
}
