using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Domain.Rollouts.Planning;
using Portal.Infrastructure.Tenancy.Keys.Aws;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Settings;
using Portal.Operators.Rollouts.Metrics.Windows;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Metrics.Windows;

/// <summary>Datadog and CloudWatch as their documentation has them answer; the doubles check what they are asked with.</summary>
public sealed class WindowSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly WindowQueries Queries = new("requests{{{arm}}}", "errors{{{arm}}}", null);
    private static readonly MetricScope Scope = new(new("tenant-acme", "ci-status"), "r1", [], 8080, TimeSpan.FromMilliseconds(500), Now);

    [Fact]
    public async Task Datadog_Read_AsksForBothArmsWithBothKeysAndAddsSeriesUp()
    {
        await using var cluster = await SecretAsync("""{"apiKey":"k","applicationKey":"a"}""");
        await using var server = await LoopbackServer.StartAsync(_ => $$$"""
            {"data":{"type":"timeseries_response","attributes":{
              "series":[{"group_tags":["pod:1"],"query_index":0},{"group_tags":["pod:2"],"query_index":0},{"query_index":1},{"query_index":2}],
              "times":[{{{Milliseconds(-40)}}},{{{Milliseconds(-20)}}}],
              "values":[[100,null],[50,7],[1,1],[20,30]]} } }
            """);
        using var http = MetricHttp.Create();
        var source = new DatadogMetricSource(http, Secrets(cluster), new DatadogSettings(server.Url, new SecretRef("portal-metrics"), Queries));

        var reading = await source.ReadAsync(Scope, CancellationToken.None);

        reading.Counters.Select(arm => (arm.Arm, arm.Requests, arm.Errors)).ShouldBe([(Arm.Stable, 157, 2), (Arm.Canary, 50, 0)]);
        var request = server.Requests.Single();
        (request.Target, request.Headers["DD-API-KEY"], request.Headers["DD-APPLICATION-KEY"]).ShouldBe(("/api/v2/query/timeseries", "k", "a"));
        var asked = JsonNode.Parse(request.Text)!["data"]!["attributes"]!;
        asked.ItemsAt("queries").Select(query => query.TextAt("query")).ShouldBe(["requests{stable}", "errors{stable}", "requests{canary}", "errors{canary}"]);
        asked.WholeAt("interval").ShouldBe(20_000);
    }

    [Fact]
    public async Task CloudWatch_Read_SignsItsRequestAndLeavesIncompleteResultsOut()
    {
        await using var cluster = await SecretAsync("""{"accessKeyId":"AKIDEXAMPLE","secretAccessKey":"s3cr3t","sessionToken":"t"}""");
        await using var server = await LoopbackServer.StartAsync(_ => $$"""
            {"MetricDataResults":[
              {"Id":"q0","StatusCode":"Complete","Timestamps":[{{Seconds(-120)}},{{Seconds(-60)}}],"Values":[100.0,50.0]},
              {"Id":"q1","StatusCode":"Complete","Timestamps":[{{Seconds(-60)}}],"Values":[3]},
              {"Id":"q2","StatusCode":"PartialData","Timestamps":[{{Seconds(-60)}}],"Values":[9]},
              {"Id":"q2","StatusCode":"Complete","Timestamps":[{{Seconds(-120)}}],"Values":[10]}]}
            """);
        using var http = MetricHttp.Create();
        var settings = new CloudWatchSettings(server.Url, "eu-central-1", new SecretRef("portal-metrics"), Queries);

        var reading = await new CloudWatchMetricSource(http, Secrets(cluster), settings, new FixedTime(Now)).ReadAsync(Scope, CancellationToken.None);

        reading.Counters.Select(arm => (arm.Arm, arm.Requests, arm.Errors)).ShouldBe([(Arm.Stable, 150, 3), (Arm.Canary, 10, 0)]);
        var request = server.Requests.Single();
        request.Headers["X-Amz-Target"].ShouldBe("GraniteServiceVersion20100801.GetMetricData");
        request.Headers["Authorization"].ShouldBe(Signature(server.Url, request));
        var asked = JsonNode.Parse(request.Text);
        (asked.WholeAt("StartTime"), asked.WholeAt("EndTime")).ShouldBe((Now.AddMinutes(-10).ToUnixTimeSeconds(), Now.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData(403, true)]
    [InlineData(429, false)]
    [InlineData(503, false)]
    public async Task Read_Refused_IsMisconfiguredOnlyWhereWaitingCannotHelp(int status, bool isMisconfigured)
    {
        await using var cluster = await SecretAsync("""{"apiKey":"k","applicationKey":"a","accessKeyId":"i","secretAccessKey":"s"}""");
        await using var server = await LoopbackServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("secret of theirs");
        });
        using var http = MetricHttp.Create();

        var datadog = await new DatadogMetricSource(http, Secrets(cluster), new DatadogSettings(server.Url, new SecretRef("portal-metrics"), Queries)).ReadAsync(Scope, CancellationToken.None);
        var cloudWatch = await new CloudWatchMetricSource(
            http, Secrets(cluster), new CloudWatchSettings(server.Url, "eu-central-1", new SecretRef("portal-metrics"), Queries), TimeProvider.System).ReadAsync(Scope, CancellationToken.None);

        (datadog.Problem, datadog.IsMisconfigured).ShouldBe(($"Datadog answers {status}", isMisconfigured));
        (cloudWatch.Problem, cloudWatch.IsMisconfigured).ShouldBe(($"CloudWatch answers {status}", isMisconfigured));
    }

    [Fact]
    public async Task Read_WithoutItsSecret_SaysWhichKeysAreMissing()
    {
        await using var cluster = await SecretAsync("{}");
        using var http = MetricHttp.Create();

        var reading = await new DatadogMetricSource(http, Secrets(cluster), new DatadogSettings(new("http://127.0.0.1:1"), new SecretRef("portal-metrics"), Queries)).ReadAsync(Scope, CancellationToken.None);

        (reading.Problem, reading.IsMisconfigured).ShouldBe(("Secret portal-metrics is missing, or holds no apiKey and applicationKey", true));
    }

    // The same request, signed by who knows the secret as well: AWS does the same with what it receives.
    private static string Signature(Uri url, LoopbackRequest received)
    {
        using var again = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(received.Body) };
        again.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        again.Headers.Add("X-Amz-Target", received.Headers["X-Amz-Target"]);
        var at = DateTimeOffset.ParseExact(received.Headers["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        SignatureV4.Sign(again, received.Body, new AwsCredentials("AKIDEXAMPLE", "s3cr3t", "t"), "eu-central-1", "monitoring", at);
        return again.Headers.GetValues("Authorization").Single();
    }

    /// <summary>An API server that has one Secret.</summary>
    private static Task<LoopbackServer> SecretAsync(string values) => LoopbackServer.StartAsync(_ => new JsonObject
    {
        ["data"] = new JsonObject(JsonNode.Parse(values)!.AsObject().Select(value =>
            KeyValuePair.Create<string, JsonNode?>(value.Key, Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Value!.ToString()))))),
    }.ToJsonString());

    private static SecretReader Secrets(LoopbackServer cluster) => new(new KubernetesClient(new HttpClient { BaseAddress = cluster.Url }));

    private static long Milliseconds(int second) => Now.AddSeconds(second).ToUnixTimeMilliseconds();

    private static long Seconds(int second) => Now.AddSeconds(second).ToUnixTimeSeconds();

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
