using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Tests.Rollouts.Metrics;

public sealed class RequestMetricsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Read_OpenTelemetryHistogram_CountsRequestsErrorsAndSlowOnes() =>
        RequestMetrics.Read(
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
            """, Bound).ShouldBe((110, 7, 10));

    [Theory]
    [InlineData("")]
    [InlineData("other_metric 5")]
    [InlineData("http_server_request_duration_seconds_count NaN")]
    [InlineData("http_server_request_duration_seconds_count{le=\"broken} 5")]
    [InlineData("http_server_request_duration_seconds_count -3")]
    [InlineData("http_server_request_duration_seconds_count{a=\"b\"}")]
    public void Read_NothingUsable_IsNoMeasurement(string text) => RequestMetrics.Read(text, Bound).ShouldBeNull();

    [Fact]
    public void Read_AnyText_NeverThrows()
    {
        var random = new Random(20261121);
        const string Alphabet = "http_server_request_duration_seconds_count{}=\",le 0.5\\\n1NaN+Inf";
        for (var run = 0; run < 5000; run++)
        {
            var text = "http_server_request_duration_seconds" + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Should.NotThrow(() => RequestMetrics.Read(text, Bound));
        }
    }
}
