using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>Where a rollout is measured, as <c>spec.analysis.source</c> says it: at most one of its members, <c>pods</c> without any.</summary>
internal static partial class SourceDocument
{
    private const string Path = "/spec/analysis/source";

    public static SourceSettings Read(JsonObject resource, List<StrategyProblem> problems)
    {
        var source = resource.ObjectAt("spec", "analysis", "source") ?? [];
        if (source.Count > 1)
        {
            problems.Add(new StrategyProblem(Path, $"must be one source, not {string.Join(" and ", source.Select(member => member.Key))}"));
        }

        var (kind, body) = (source.FirstOrDefault().Key ?? "pods", source.FirstOrDefault().Value as JsonObject ?? []);
        var at = new SourceReading(body, $"{Path}/{kind}", problems);
        return kind switch
        {
            "pods" => Pods(at),
            "prometheus" => Prometheus(at),
            "datadog" => new DatadogSettings(at.Url("url", "https://api.datadoghq.com"), new SecretRef(at.Required("secret")), Queries(at)) { Timeout = Timeout(at) },
            "cloudWatch" => CloudWatch(at),
            "otlp" => Otlp(at),
            _ => Unknown(kind, problems),
        };
    }

    private static PodsSettings Pods(SourceReading at) => new()
    {
        Names = Names(at),
        Path = at.Text("path") is { } path ? (path.StartsWith('/') ? path : at.Refuse("path", "must begin with /", "/metrics")) : "/metrics",
        Port = at.Whole("port", 1, 65535),
        MaxAge = at.Duration("maxAge", TimeSpan.FromMinutes(1)),
        Timeout = Timeout(at),
    };

    private static PrometheusSettings Prometheus(SourceReading at) => new(at.Url("url"))
    {
        Names = Names(at),
        NamespaceLabel = Label(at, "namespaceLabel") ?? "namespace",
        PodLabel = Label(at, "podLabel") ?? "pod",
        Selector = at.Text("selector") ?? "",
        Queries = at.Child("queries") is { } queries ? new PrometheusQueries(queries.Required("requests"), queries.Required("errors"), queries.Text("slow")) : null,
        Secret = at.Text("secret") is { } secret ? new SecretRef(secret) : null,
        MaxAge = at.Duration("maxAge", TimeSpan.FromMinutes(1)),
        Timeout = Timeout(at),
    };

    private static CloudWatchSettings CloudWatch(SourceReading at)
    {
        var region = at.Text("region") is { } given && RegionName().IsMatch(given) ? given : at.Refuse("region", "must be a region, such as eu-central-1", "eu-central-1");
        return new CloudWatchSettings(at.Url("url", $"https://monitoring.{region}.amazonaws.com"), region, new SecretRef(at.Required("secret")), Queries(at))
        {
            Timeout = Timeout(at),
            Period = at.Duration("period", TimeSpan.FromMinutes(1)) is var period && (period.TotalSeconds is 1 or 5 or 10 or 30 || period.TotalSeconds % 60 == 0)
                ? period
                : at.Refuse("period", "must be PT1S, PT5S, PT10S, PT30S or whole minutes", TimeSpan.FromMinutes(1)),
        };
    }

    private static OtlpSettings Otlp(SourceReading at)
    {
        var (defaults, statuses) = (new OtlpSettings(), at.Texts("errorStatuses"));
        return defaults with
        {
            Metric = at.Text("metric") ?? defaults.Metric,
            StatusAttribute = at.Text("statusAttribute") ?? defaults.StatusAttribute,
            RouteAttribute = at.Text("routeAttribute") is "" ? null : at.Text("routeAttribute") ?? defaults.RouteAttribute,
            ErrorStatuses = statuses.Count > 0 ? statuses : defaults.ErrorStatuses,
            MaxAge = at.Duration("maxAge", defaults.MaxAge),
        };
    }

    private static WindowQueries Queries(SourceReading at) =>
        at.Child("queries") is { } queries ? new WindowQueries(queries.Required("requests"), queries.Required("errors"), queries.Text("slow")) : at.Refuse("queries", "is missing", new WindowQueries("", "", null));

    private static TimeSpan Timeout(SourceReading at) => at.Duration("timeout", TimeSpan.FromSeconds(5));

    private static RequestMetricNames Names(SourceReading at)
    {
        var statuses = at.Texts("errorStatuses");
        return RequestMetricNames.Default with
        {
            Metric = at.Text("metric") is { } metric
                ? (MetricName().IsMatch(metric) ? metric : at.Refuse("metric", "is no metric name; leave out _count and _bucket", RequestMetricNames.Default.Metric))
                : RequestMetricNames.Default.Metric,
            StatusLabel = Label(at, "statusLabel") ?? RequestMetricNames.Default.StatusLabel,
            RouteLabel = at.Text("routeLabel") is "" ? null : Label(at, "routeLabel") ?? RequestMetricNames.Default.RouteLabel,
            ErrorStatuses = statuses.Count > 0 ? statuses : RequestMetricNames.Default.ErrorStatuses,
        };
    }

    private static string? Label(SourceReading at, string name) =>
        at.Text(name) is not { } label ? null : LabelName().IsMatch(label) ? label : at.Refuse<string>(name, "is no label name", null);

    private static PodsSettings Unknown(string kind, List<StrategyProblem> problems)
    {
        problems.Add(new StrategyProblem($"{Path}/{kind}", "is no source; there are pods, prometheus, datadog, cloudWatch and otlp"));
        return new PodsSettings();
    }

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*$")]
    private static partial Regex MetricName();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$")]
    private static partial Regex RegionName();

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex LabelName();
}
