using System.Globalization;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Prometheus;
using Portal.Operators.Rollouts.Metrics.Settings;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Metrics.Prometheus;

/// <summary>Against the real server: it scrapes two pods that a loopback listener plays.</summary>
public sealed class PrometheusMetricSourceTests
{
    [Fact]
    public async Task Read_ScrapedPods_AreTheCountersOfBothArmsWithTheirAge()
    {
        var requests = 100;
        await using var pods = await LoopbackServer.StartAsync(request =>
        {
            var count = Volatile.Read(ref requests);
            var errors = request.Target.StartsWith("/canary", StringComparison.Ordinal) ? 7 : 1;
            return string.Create(CultureInfo.InvariantCulture, $$"""
                # TYPE http_server_request_duration_seconds histogram
                http_server_request_duration_seconds_bucket{http_response_status_code="200",http_route="/a",le="0.5"} {{count - 20}}
                http_server_request_duration_seconds_bucket{http_response_status_code="200",http_route="/a",le="+Inf"} {{count - errors}}
                http_server_request_duration_seconds_count{http_response_status_code="200",http_route="/a"} {{count - errors}}
                http_server_request_duration_seconds_sum{http_response_status_code="200",http_route="/a"} 12
                http_server_request_duration_seconds_bucket{http_response_status_code="503",http_route="/b",le="0.5"} {{errors}}
                http_server_request_duration_seconds_bucket{http_response_status_code="503",http_route="/b",le="+Inf"} {{errors}}
                http_server_request_duration_seconds_count{http_response_status_code="503",http_route="/b"} {{errors}}
                http_server_request_duration_seconds_sum{http_response_status_code="503",http_route="/b"} 1
                process_start_time_seconds 1763712000

                """);
        });
        await using var server = await PrometheusServer.StartAsync(
            $$"""
                metrics_path: /metrics
                static_configs:
                  - targets: ['{{pods.Url.Authority}}']
                    labels: { namespace: tenant-acme, pod: ci-status-stable-1, __metrics_path__: /stable }
                  - targets: ['{{pods.Url.Authority}}']
                    labels: { namespace: tenant-acme, pod: ci-status-canary-1, __metrics_path__: /canary }
                  - targets: ['{{pods.Url.Authority}}']
                    labels: { namespace: tenant-other, pod: ci-status-canary-1, __metrics_path__: /stable }

            """);
        using var http = MetricHttp.Create();
        var settings = new PrometheusSettings(server.Url);
        var source = new PrometheusMetricSource(new PrometheusClient(http, new SecretReader(new KubernetesClient(http)), settings), settings);

        var first = await Deadline.UntilAsync(async () => await source.ReadAsync(Scope(), CancellationToken.None) is { Counters.Count: 2 } reading ? reading : null, "both pods have been scraped");

        var canary = first.Counters.Single(pod => pod.Arm == Arm.Canary);
        (canary.PodUid, canary.Requests, canary.Errors, canary.Slow, canary.StartedAt).ShouldBe(("uid-c", 100, 7, 13, 1763712000));
        canary.Segments.ShouldBe(new Dictionary<string, SegmentCounters> { ["/a"] = new(93, 0), ["/b"] = new(7, 7) }, ignoreOrder: true);
        first.Counters.Single(pod => pod.Arm == Arm.Stable).Errors.ShouldBe(1);

        Volatile.Write(ref requests, 180);
        var second = await Deadline.UntilAsync(
            async () => await source.ReadAsync(Scope(), CancellationToken.None) is { IsUnchanged: false } reading && reading.Counters.All(pod => pod.Requests == 180) ? reading : null,
            "the next scrape is there");
        second.Problem.ShouldBeNull();

        var old = new PrometheusMetricSource(new PrometheusClient(http, new SecretReader(new KubernetesClient(http)), settings), settings);
        (await old.ReadAsync(Scope() with { Now = TimeProvider.System.GetUtcNow().AddMinutes(3) }, CancellationToken.None)).Problem.ShouldBe("Prometheus' newest samples are older than 60 s");
        (await old.ReadAsync(Scope() with { Rollout = new("tenant-acme", "unknown") }, CancellationToken.None)).Problem.ShouldBe(
            "Prometheus has no http_server_request_duration_seconds of namespace tenant-acme and this rollout's pods");
        var broken = new PrometheusMetricSource(new PrometheusClient(http, new SecretReader(new KubernetesClient(http)), settings), settings with { Selector = "cluster=" });
        (await broken.ReadAsync(Scope(), CancellationToken.None)).IsMisconfigured.ShouldBeTrue("the real server says that it cannot parse the query");
        await server.StopAsync();
        (await old.ReadAsync(Scope(), CancellationToken.None)).Problem.ShouldBe("Prometheus cannot be connected to");
    }

    private static MetricScope Scope() => new(
        new("tenant-acme", "ci-status"), "r1",
        [
            new ObservedPod(new("tenant-acme", "ci-status-stable-1"), "uid-s", Arm.Stable, "r0", true, false),
            new ObservedPod(new("tenant-acme", "ci-status-canary-1"), "uid-c", Arm.Canary, "r1", true, false),
        ],
        8080, TimeSpan.FromMilliseconds(500), TimeProvider.System.GetUtcNow());
}
