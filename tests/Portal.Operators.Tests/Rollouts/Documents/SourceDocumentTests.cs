using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Rollouts.Documents;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Tests.Rollouts.Documents;

public sealed class SourceDocumentTests
{
    [Fact]
    public void Read_NothingGiven_IsThePodsWithOpenTelemetrysNames()
    {
        var (settings, problems) = Read("{}");

        settings.ShouldBe(new PodsSettings());
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Read_Pods_TakesNamesPathAndPort()
    {
        var (settings, problems) = Read("""{"pods":{"metric":"requests","statusLabel":"code","errorStatuses":["5xx","429"],"routeLabel":"","path":"/m","port":9464,"maxAge":"PT10S","timeout":"PT2S"}}""");

        problems.ShouldBeEmpty();
        var pods = settings.ShouldBeOfType<PodsSettings>();
        (pods.Path, pods.Port, pods.MaxAge, pods.Timeout).ShouldBe(("/m", 9464, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2)));
        (pods.Names.Metric, pods.Names.StatusLabel, pods.Names.RouteLabel).ShouldBe(("requests", "code", null));
        pods.Names.ErrorStatuses.ShouldBe(["5xx", "429"]);
    }

    [Fact]
    public void Read_Prometheus_TakesServerSecretAndQueries()
    {
        var (settings, problems) = Read("""{"prometheus":{"url":"http://prometheus.monitoring:9090/base","secret":"portal-metrics","queries":{"requests":"a","errors":"b"}}}""");

        problems.ShouldBeEmpty();
        var prometheus = settings.ShouldBeOfType<PrometheusSettings>();
        (prometheus.Url.AbsoluteUri, prometheus.Secret, prometheus.Queries).ShouldBe(
            ("http://prometheus.monitoring:9090/base", new SecretRef("portal-metrics"), new PrometheusQueries("a", "b", null)));
    }

    [Theory]
    [InlineData("""{"pods":{"path":"metrics"}}""", "/spec/analysis/source/pods/path", "must begin with /")]
    [InlineData("""{"pods":{"port":0}}""", "/spec/analysis/source/pods/port", "must be from 1 to 65535")]
    [InlineData("""{"pods":{"metric":"a b"}}""", "/spec/analysis/source/pods/metric", "is no metric name; leave out _count and _bucket")]
    [InlineData("""{"prometheus":{"url":"ftp://x"}}""", "/spec/analysis/source/prometheus/url", "must be an http or https address without user, password and query")]
    [InlineData("""{"prometheus":{"url":"http://u:p@x"}}""", "/spec/analysis/source/prometheus/url", "must be an http or https address without user, password and query")]
    [InlineData("""{"prometheus":{"url":"http://x","queries":{"requests":"a"}}}""", "/spec/analysis/source/prometheus/queries/errors", "is missing")]
    [InlineData("""{"datadog":{"queries":{"requests":"a","errors":"b"}}}""", "/spec/analysis/source/datadog/secret", "is missing")]
    [InlineData("""{"cloudWatch":{"region":"Frankfurt","secret":"s","queries":{"requests":"a","errors":"b"}}}""", "/spec/analysis/source/cloudWatch/region", "must be a region, such as eu-central-1")]
    [InlineData("""{"cloudWatch":{"region":"eu-central-1","secret":"s","period":"PT45S","queries":{"requests":"a","errors":"b"}}}""", "/spec/analysis/source/cloudWatch/period", "must be PT1S, PT5S, PT10S, PT30S or whole minutes")]
    [InlineData("""{"graphite":{}}""", "/spec/analysis/source/graphite", "is no source; there are pods, prometheus, datadog, cloudWatch and otlp")]
    [InlineData("""{"pods":{"timeout":"5s"}}""", "/spec/analysis/source/pods/timeout", "must be an ISO 8601 duration above zero, such as PT30S")]
    [InlineData("""{"pods":{},"prometheus":{"url":"http://x"}}""", "/spec/analysis/source", "must be one source, not pods and prometheus")]
    public void Read_WrongMember_IsNamed(string source, string path, string message) => Read(source).Problems.ShouldBe([new StrategyProblem(path, message)]);

    private static (SourceSettings Settings, List<StrategyProblem> Problems) Read(string source)
    {
        var problems = new List<StrategyProblem>();
        return (SourceDocument.Read(JsonNode.Parse($$$"""{"spec":{"analysis":{"source":{{{source}}} } } }""")!.AsObject(), problems), problems);
    }
}
