using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Tests.Rollouts.Metrics;

public sealed class RequestMetricsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Read_OpenTelemetryHistogram_CountsRequestsErrorsAndSlowOnes() =>
        Read(
            """
            # HELP http_server_request_duration_seconds Duration of HTTP server requests.
            # TYPE http_server_request_duration_seconds histogram
            http_server_request_duration_seconds_bucket{http_response_status_code="200",http_route="/a, \"b\"",le="0.25"} 80
            http_server_request_duration_seconds_bucket{http_response_status_code="200",http_route="/a, \"b\"",le="0.5"} 90
            http_server_request_duration_seconds_bucket{http_response_status_code="200",http_route="/a, \"b\"",le="+Inf"} 100
            http_server_request_duration_seconds_count{http_response_status_code="200",http_route="/a, \"b\""} 100
            http_server_request_duration_seconds_sum{http_response_status_code="200",http_route="/a, \"b\""} 12.5
            http_server_request_duration_seconds_bucket{http_response_status_code="503",le="0.5"} 7
            http_server_request_duration_seconds_count{http_response_status_code="503"} 7 1700000000000
            http_server_request_duration_seconds_count{http_response_status_code="404"} 3
            http_server_request_duration_seconds_bucket{http_response_status_code="404",le="0.5"} 3
            """).ShouldBe((110, 7, 10));

    [Theory]
    [InlineData("")]
    [InlineData("other_metric 5")]
    [InlineData("http_server_request_duration_seconds_count NaN")]
    [InlineData("http_server_request_duration_seconds_count{le=\"broken} 5")]
    [InlineData("http_server_request_duration_seconds_count -3")]
    [InlineData("http_server_request_duration_seconds_count{a=\"b\"}")]
    public void Read_NothingUsable_IsNoMeasurement(string text) => Read(text).ShouldBeNull();

    [Fact]
    public void Read_AnyText_NeverThrows()
    {
        var random = new Random(20261121);
        const string Alphabet = "http_server_request_duration_seconds_count{}=\",le 0.5\\\n1NaN+Inf";
        for (var run = 0; run < 5000; run++)
        {
            var text = "http_server_request_duration_seconds" + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Should.NotThrow(() => Read(text));
        }
    }

    [Fact]
    public void Read_OpenMetrics_ReadsThroughExemplarsAndSecondsAndTheEnd()
    {
        var counts = RequestMetrics.Read(
            """
            # TYPE http_server_request_duration_seconds histogram
            # UNIT http_server_request_duration_seconds seconds
            http_server_request_duration_seconds_bucket{http_response_status_code="200",http_route="/a",le="0.5"} 95 1763683200.5 # {trace_id="4bf92f35"} 0.067 1763683199.1
            http_server_request_duration_seconds_bucket{http_response_status_code="200",http_route="/a",le="+Inf"} 100
            http_server_request_duration_seconds_count{http_response_status_code="200",http_route="/a"} 100 1763683200.5
            http_server_request_duration_seconds_count{http_response_status_code="500",http_route="/b"} 5
            http_server_request_duration_seconds_created{http_response_status_code="200",http_route="/a"} 1763683000
            process_start_time_seconds 1.7636830e+09
            # EOF
            """, RequestMetricNames.Default, DateTimeOffset.FromUnixTimeSeconds(1763683190))!.Of("p", Arm.Canary, Bound);

        (counts.Requests, counts.Errors, counts.Slow, counts.StartedAt).ShouldBe((105, 5, 10, 1763683000));
        counts.Segments.ShouldBe(new Dictionary<string, SegmentCounters> { ["/a"] = new(100, 0), ["/b"] = new(5, 5) }, ignoreOrder: true);
    }

    [Fact]
    public void Read_TimestampsTooOld_IsNoMeasurement() => RequestMetrics.Read(
        "http_server_request_duration_seconds_count{} 7 1763683200000", RequestMetricNames.Default, DateTimeOffset.FromUnixTimeSeconds(1763683201)).ShouldBeNull();

    [Fact]
    public void Read_NamesOfTheSpec_AreUsed()
    {
        var names = new RequestMetricNames { Metric = "grpc_server_handled", StatusLabel = "grpc_code", ErrorStatuses = ["Unavailable", "Internal"], RouteLabel = null };

        Read(
            """
            grpc_server_handled_total{grpc_code="OK"} 90
            grpc_server_handled_total{grpc_code="Unavailable"} 7
            grpc_server_handled_total{grpc_code="NotFound"} 3
            """, names).ShouldBe((100, 7, 0));
    }

    private static (double, double, double)? Read(string text, RequestMetricNames? names = null)
    {
        var counts = RequestMetrics.Read(text, names ?? RequestMetricNames.Default, DateTimeOffset.UnixEpoch)?.Of("p", Arm.Stable, Bound);
        return counts is null ? null : (counts.Requests, counts.Errors, counts.Slow);
    }
}
