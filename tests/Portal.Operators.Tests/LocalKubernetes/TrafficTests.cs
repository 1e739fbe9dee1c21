using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed partial class TrafficTests : ClusterTest
{
    [Fact]
    public async Task Route_Change_IsAcceptedAfterAMoment()
    {
        await DeployAsync("web", 1);
        await RouteAsync(("web", 100));
        Cluster.RunPending();
        (await GetAsync(Routes + "/r")).At("status", "parents").ShouldBeNull();

        await PassAsync(0.3);
        var parent = (await GetAsync(Routes + "/r")).Objects("status", "parents").ShouldHaveSingleItem();
        parent.Text("parentRef", "name").ShouldBe("gateway");
        parent.Objects("conditions").Select(condition => $"{condition.Text("type")}={condition.Text("status")}@{condition.Number("observedGeneration")}")
            .ShouldBe(["Accepted=True@1", "ResolvedRefs=True@1"]);

        await Api.MergeAsync(Routes + "/r", """{"spec":{"hostnames":["a.test"]}}""");
        await PassAsync(0.3);
        (await GetAsync(Routes + "/r")).Objects("status", "parents").Single().Objects("conditions").Select(condition => condition.Number("observedGeneration"))
            .ShouldBe([2, 2]);
    }

    [Fact]
    public async Task Route_ToAMissingService_SaysSo()
    {
        await RouteAsync(("none", 1));
        await PassAsync(0.3);
        var conditions = (await GetAsync(Routes + "/r")).Objects("status", "parents").Single().Objects("conditions").ToList();
        conditions.Single(condition => condition.Text("type") == "ResolvedRefs").Text("reason").ShouldBe("BackendNotFound");
    }

    [Theory]
    [InlineData(90, 10)]
    [InlineData(50, 50)]
    [InlineData(0, 100)]
    public async Task Requests_Follow_TheWeights(int stable, int canary)
    {
        await DeployAsync("stable");
        await DeployAsync("canary", 2);
        await PassAsync(2);
        await RouteAsync(("stable", stable), ("canary", canary));
        await PassAsync(0.2);
        await PassAsync(200);

        var (toStable, toCanary) = ((await CountAsync("stable")).All, (await CountAsync("canary")).All);
        ((double)(toStable + toCanary)).ShouldBe(20_000, 500);
        ((double)toCanary).ShouldBe(20_000 * canary / 100.0, 400);
    }

    [Fact]
    public async Task Errors_Follow_TheVersionsRatioAndLatencyItsMean()
    {
        await DeployAsync("bad", 2, """{"portal.internal/simulated-error-ratio":"0.25","portal.internal/simulated-latency-ms":"80"}""");
        await PassAsync(2);
        await RouteAsync(("bad", 1));
        await PassAsync(100);

        var (all, errors, seconds) = await CountAsync("bad");
        ((double)errors / all).ShouldBe(0.25, 0.02);
        (seconds / all).ShouldBe(0.08, 0.004);
        Cluster.TrafficTotals().Sum(entry => entry.Totals.Failed).ShouldBe(errors);
    }

    [Fact]
    public async Task Histogram_OfAPod_IsConsistent()
    {
        await DeployAsync("web", 1);
        await PassAsync(2);
        await RouteAsync(("web", 1));
        await PassAsync(20);

        var text = await MetricsAsync((await NamesAsync(Pods)).Single());
        var buckets = Sample().Matches(text).Where(match => match.Groups["name"].Value.EndsWith("_bucket", StringComparison.Ordinal) && match.Groups["code"].Value == "200")
            .Select(match => long.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)).ToList();
        buckets.Count.ShouldBe(15);
        buckets.ShouldBeInOrder();
        buckets[^1].ShouldBe((await CountAsync("web")).All - (await CountAsync("web")).Errors);
    }

    [Fact]
    public async Task Requests_WithNoReadyPod_FailVisibly()
    {
        await DeployAsync("web", 1);
        await PassAsync(2);
        await RouteAsync(("web", 1));
        await PassAsync(2);
        Cluster.TrafficTotals().Sum(entry => entry.Totals.Unserved).ShouldBe(0);

        await Api.MergeAsync(Deployments + "/web", """{"spec":{"replicas":0}}""");
        await PassAsync(10);
        ((double)Cluster.TrafficTotals().Sum(entry => entry.Totals.Unserved)).ShouldBe(1000, 150);
        (await Api.GetAsync("/metrics")).Body.ShouldContain("simulated_route_requests_total{namespace=\"t\",route=\"r\",backend=\"web\",code=\"503\"}");
    }

    [Fact]
    public async Task Rate_OfARoute_IsItsAnnotations()
    {
        await DeployAsync("web", 1);
        await PassAsync(2);
        await RouteAsync(("web", 1));
        await Api.MergeAsync(Routes + "/r", """{"metadata":{"annotations":{"portal.internal/simulated-requests-per-second":"1000"}}}""");
        await PassAsync(10);
        ((double)(await CountAsync("web")).All).ShouldBe(10_000, 500);
    }

    [Fact]
    public async Task Counters_OfACrashedPod_BeginAnew()
    {
        await DeployAsync("web", 1, """{"portal.internal/simulated-crash-after":"PT20S"}""");
        await RouteAsync(("web", 1));
        await PassAsync(20);
        (await CountAsync("web")).All.ShouldBeGreaterThan(1500);
        var pod = (await NamesAsync(Pods)).Single();

        await PassAsync(2);
        (await Api.GetAsync($"{Pods}/{pod}:8080/proxy/metrics")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await PassAsync(10);
        (await CountAsync("web")).All.ShouldBeLessThan(500);
    }

    [Fact]
    public async Task Proxy_OfAnyOtherPath_NamesPluginAndVersion()
    {
        await DeployAsync("web", 1, """{"portal.internal/plugin":"ci-status","portal.internal/version":"2.0.0<b>"}""");
        await PassAsync(2);
        var pod = (await NamesAsync(Pods)).Single();
        foreach (var path in (string[])[$"{Pods}/{pod}:8080/proxy/", $"{Pods}/http:{pod}:8080/proxy/index.html", $"{Pods}/{pod}/proxy", $"{Services}/web:80/proxy/"])
        {
            var page = (await Api.GetAsync(path)).ShouldBe(HttpStatusCode.OK).Body;
            page.ShouldContain("ci-status 2.0.0&lt;b&gt;");
        }
    }

    private async Task RouteAsync(params (string Service, int Weight)[] backends)
    {
        var references = string.Join(',', backends.Select(backend => $$"""{"name":"{{backend.Service}}","port":80,"weight":{{backend.Weight}}}"""));
        var json = """{"metadata":{"name":"r"},"spec":{"parentRefs":[{"name":"gateway"}],"rules":[{"backendRefs":[REFS]}]}}""".Replace("REFS", references, StringComparison.Ordinal);
        (await Api.PostAsync(Routes, json)).ShouldBe(HttpStatusCode.Created);
    }

    private async Task<string> MetricsAsync(string pod) => (await Api.GetAsync($"{Pods}/{pod}:8080/proxy/metrics")).ShouldBe(HttpStatusCode.OK).Body;

    /// <summary>What the ready pods of a service have counted.</summary>
    private async Task<(long All, long Errors, double Seconds)> CountAsync(string app)
    {
        var (all, errors, seconds) = (0L, 0L, 0.0);
        foreach (var pod in await NamesAsync($"{Pods}?labelSelector=app%3D{app}"))
        {
            foreach (Match match in Sample().Matches(await MetricsAsync(pod)))
            {
                var value = double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
                switch (match.Groups["name"].Value)
                {
                    case "http_server_request_duration_seconds_count":
                        all += (long)value;
                        errors += match.Groups["code"].Value == "500" ? (long)value : 0;
                        break;
                    case "http_server_request_duration_seconds_sum":
                        seconds += value;
                        break;
                }
            }
        }

        return (all, errors, seconds);
    }

    [GeneratedRegex("""^(?<name>\w+)\{http_request_method="GET",http_response_status_code="(?<code>\d+)",http_route="/"(,le="[^"]+")?\} (?<value>\S+)$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
