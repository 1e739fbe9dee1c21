using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Operators.Objectives;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Otlp;
using Portal.Operators.Tests.Rollouts.Metrics.Prometheus;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Objectives;

/// <summary>An objective of queries, against the real server: it scrapes a service that a loopback listener plays.</summary>
public sealed class QueriedObjectiveTests
{
    [Theory]
    [InlineData("bad", "sum(jobs_total{result=\"failed\"})")]
    [InlineData("good", "sum(jobs_total{result=\"done\"})")]
    public async Task Read_CountersOfPrometheus_AreWhatHappenedInBetween(string kind, string query)
    {
        var (done, failed) = (900, 100);
        await using var service = await LoopbackServer.StartAsync(_ => string.Create(
            CultureInfo.InvariantCulture, $"# TYPE jobs_total counter\njobs_total{{result=\"done\"}} {Volatile.Read(ref done)}\njobs_total{{result=\"failed\"}} {Volatile.Read(ref failed)}\n"));
        await using var server = await PrometheusServer.StartAsync(
            $$"""
                static_configs:
                  - targets: ['{{service.Url.Authority}}']

            """);
        await using var stage = await VirtualStage.StartAsync();
        using var sources = new MetricSources(stage.Client, new OtlpMetrics(TimeProvider.System), TimeProvider.System);
        var spec = JsonNode.Parse(
            """
            {"service":"jobs","timeWindow":[{"duration":"1d"}],"objectives":[{"target":0.95}],"indicator":{"spec":{"ratioMetric":{"counter":true}}}}
            """)!;
        var ratio = spec["indicator"]!["spec"]!["ratioMetric"]!;
        ratio["total"] = Source("sum(jobs_total)", server.Url);
        ratio[kind] = Source(query, server.Url);
        var reading = OpenSloDocument.ReadSpec("jobs", spec);
        reading.Problems.ShouldBeEmpty();
        var reader = new IndicatorReader(stage.Client, sources, reading.Objective!);
        async Task<(EventCounts? Counts, string? Problem)> ReadAsync() => await reader.ReadAsync(VirtualStage.Space, null, TimeProvider.System.GetUtcNow(), CancellationToken.None);

        // Asked between two scrapes: total and part are two questions, and a scrape between them is seen by one of them alone.
        await Deadline.UntilAsync(() => ShowsAsync(server, "1000"), "the service has been scraped");
        (await ReadAsync()).ShouldBe((null, null), "here counting begins");
        Volatile.Write(ref done, 990);
        Volatile.Write(ref failed, 110);
        await Deadline.UntilAsync(() => ShowsAsync(server, "1100"), "the next scrape is there");
        (await ReadAsync()).ShouldBe((new EventCounts(100, 10), null));

        await server.StopAsync();
        (await ReadAsync()).Problem.ShouldBe("Prometheus cannot be connected to");
    }

    private static async Task<string?> ShowsAsync(PrometheusServer server, string jobs)
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync(new Uri(server.Url, "/api/v1/query?query=sum(jobs_total)"), TestContext.Current.CancellationToken);
        return answer.Contains($"\"{jobs}\"", StringComparison.Ordinal) ? answer : null;
    }

    private static JsonObject Source(string query, Uri url) =>
        new() { ["metricSource"] = new JsonObject { ["type"] = "prometheus", ["spec"] = new JsonObject { ["query"] = query, ["url"] = url.ToString() } } };
}
