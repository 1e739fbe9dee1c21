using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Prometheus;
using Portal.Operators.Rollouts.Metrics.Settings;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Metrics.Prometheus;

/// <summary>S49 and S51: whatever a query yields that is no counter is said to be none.</summary>
public sealed class PrometheusQueryingTests
{
    private static readonly MetricScope Scope = new(new("tenant-acme", "ci-status"), "r1", [], 8080, TimeSpan.FromMilliseconds(500), DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Read_SeveralSeries_AreFollowedOneByOne()
    {
        var reading = await ReadAsync(query => query.Contains("canary", StringComparison.Ordinal)
            ? FakePrometheus.Vector(("""{"pod":"c1"}""", "10"), ("""{"pod":"c2"}""", "20"))
            : FakePrometheus.Vector(("{}", "500")));

        reading.Counters.Select(counters => (counters.PodUid, counters.Arm, counters.Requests, counters.IsSum)).ShouldBe(
            [("stable{}", Arm.Stable, 500, true), ("""canary{pod="c1"}""", Arm.Canary, 10, true), ("""canary{pod="c2"}""", Arm.Canary, 20, true)]);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("+Inf")]
    [InlineData("-Inf")]
    [InlineData("-3")]
    [InlineData("soon")]
    public async Task Read_WhatIsNoCount_IsNotMeasured(string value)
    {
        var reading = await ReadAsync(_ => FakePrometheus.Vector(("{}", value)));

        (reading.Counters.Count, reading.Problem, reading.IsMisconfigured).ShouldBe((0, "the query for requests selects nothing of the stable version", false));
    }

    [Theory]
    [InlineData(FakePrometheus.Matrix, "the query yields a matrix, not an instant vector of counters", true)]
    [InlineData(FakePrometheus.BadQuery, "Prometheus refuses the query: 1:5: parse error: unexpected end of input", true)]
    [InlineData(FakePrometheus.Overloaded, "Prometheus refuses the query: query timed out in expression evaluation", false)]
    [InlineData(FakePrometheus.Partial, "Prometheus answers in part only: store 2 is away", false)]
    [InlineData("<html>", "Prometheus answers 200 without JSON", false)]
    [InlineData("[]", "Prometheus refuses the query: no reason given", false)]
    public async Task Read_AnswerThatIsNone_IsSaid(string answer, string problem, bool isMisconfigured)
    {
        var reading = await ReadAsync(_ => answer);

        (reading.Counters.Count, reading.Problem, reading.IsMisconfigured).ShouldBe((0, problem, isMisconfigured));
    }

    [Fact]
    public async Task Read_ErrorsOfOtherSeriesThanRequests_IsMisconfigured()
    {
        var reading = await ReadAsync(query => FakePrometheus.Vector((query.Contains("errors", StringComparison.Ordinal) ? """{"code":"500"}""" : "{}", "5")));

        reading.IsMisconfigured.ShouldBeTrue();
        reading.Problem.ShouldNotBeNull().ShouldContain("""{code="500"} has no requests""");
    }

    [Fact]
    public async Task Read_Queries_AreFilledInForEitherArm()
    {
        await using var server = await LoopbackServer.StartAsync(_ => FakePrometheus.Vector(("{}", "1")));

        await SourceAt(server.Url).ReadAsync(Scope, CancellationToken.None);

        server.Requests.Select(request => Uri.UnescapeDataString(request.Text.Split("query=")[1].Split('&')[0])).Distinct().Order().ShouldBe(
            ["""errors{pod=~"ci-status-canary-.+"}""", """errors{pod=~"ci-status-stable-.+"}""", """requests{ns="tenant-acme",arm="canary"}""", """requests{ns="tenant-acme",arm="stable"}"""]);
    }

    private static async Task<MetricReading> ReadAsync(Func<string, string> answer)
    {
        await using var server = await LoopbackServer.StartAsync(request => answer(Uri.UnescapeDataString(request.Text)));
        return await SourceAt(server.Url).ReadAsync(Scope, CancellationToken.None);
    }

    private static PrometheusMetricSource SourceAt(Uri url)
    {
        var settings = new PrometheusSettings(url)
        {
            Queries = new("""requests{ns="{{namespace}}",arm="{{arm}}"}""", """errors{pod=~"{{pods}}"}""", null),
        };
        var http = MetricHttp.Create();
        return new(new PrometheusClient(http, new SecretReader(new KubernetesClient(http)), settings), settings);
    }
}
