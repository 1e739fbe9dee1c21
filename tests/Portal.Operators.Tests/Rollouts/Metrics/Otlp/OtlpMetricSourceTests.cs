using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Otlp;
using Portal.Operators.Rollouts.Metrics.Settings;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Metrics.Otlp;

public sealed class OtlpMetricSourceTests
{
    private readonly ManualTime _time = new();
    private readonly OtlpMetrics _metrics;
    private readonly OtlpMetricSource _source;

    public OtlpMetricSourceTests()
    {
        _metrics = new(_time);
        _source = new(_metrics, new OtlpSettings());
    }

    [Fact]
    public async Task Read_CumulativeHistogramInProtobuf_IsTheArmOfItsPod()
    {
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-canary-1", isDelta: false, time: 10, count: 100, slow: 10)));

        var counters = (await ReadAsync()).Counters.Single();

        (counters.PodUid, counters.Arm, counters.Requests, counters.Errors, counters.Slow).ShouldBe(("uid-c", Arm.Canary, 100, 100, 10));
        counters.Segments.ShouldBe(new Dictionary<string, SegmentCounters> { ["/a"] = new(100, 100) });
    }

    [Fact]
    public async Task Read_DeltasTotalsRepetitionsAndRestarts_GrowAsTheRequestsDo()
    {
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-stable-1", isDelta: true, time: 10, count: 100, slow: 10)));
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-stable-1", isDelta: true, time: 20, count: 50, slow: 5)));
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-stable-1", isDelta: true, time: 20, count: 50, slow: 5)));
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-canary-1", isDelta: false, time: 10, count: 100, slow: 10)));
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-canary-1", isDelta: false, time: 20, count: 130, slow: 12)));
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-canary-1", isDelta: false, time: 30, count: 7, slow: 1)));

        (await ReadAsync()).Counters.Select(pod => (pod.Arm, pod.Requests, pod.Slow)).ShouldBe([(Arm.Stable, 150, 15), (Arm.Canary, 137, 13)]);
    }

    [Fact]
    public async Task Read_Json_IsTheSameAsProtobuf()
    {
        _metrics.Take(OtlpJson.Read(JsonNode.Parse(
            """
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"k8s.namespace.name","value":{"stringValue":"tenant-acme"}},{"key":"k8s.pod.name","value":{"stringValue":"ci-status-canary-1"}}]},
              "scopeMetrics":[{"metrics":[{"name":"http.server.request.duration","unit":"ms","histogram":{"aggregationTemporality":2,"dataPoints":[
                {"startTimeUnixNano":"1","timeUnixNano":"10","count":"100","bucketCounts":["60","30","10"],"explicitBounds":[250,500],
                 "attributes":[{"key":"http.response.status_code","value":{"intValue":"503"}},{"key":"http.route","value":{"stringValue":"/a"}}]}]}}]}]}]}
            """)));

        var counters = (await ReadAsync()).Counters.Single();

        (counters.Arm, counters.Requests, counters.Errors, counters.Slow).ShouldBe((Arm.Canary, 100, 100, 10));
    }

    [Fact]
    public async Task Read_NothingNew_IsUnchangedAndSilence_IsMissing()
    {
        _metrics.Take(OtlpProtobuf.Read(Protobuf("ci-status-stable-1", isDelta: true, time: 10, count: 100, slow: 10)));
        (await ReadAsync()).IsUnchanged.ShouldBeFalse();
        (await ReadAsync()).IsUnchanged.ShouldBeTrue();

        _time.Advance(TimeSpan.FromMinutes(3));
        (await ReadAsync()).Problem.ShouldBe("no pod of this rollout has sent http.server.request.duration in the last 120 s");
    }

    [Fact]
    public void Read_AnyBytes_AreAMessageOrRefused()
    {
        var random = new Random(20261121);
        var message = Protobuf("ci-status-stable-1", isDelta: true, time: 10, count: 100, slow: 10);
        for (var run = 0; run < 5000; run++)
        {
            var broken = message[..random.Next(message.Length)];
            for (var i = 0; i < 3 && broken.Length > 0; i++)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            try
            {
                _metrics.Take(OtlpProtobuf.Read(broken));
            }
            catch (InvalidDataException)
            {
                // That is what it is.
            }
        }
    }

    [Fact]
    public async Task Receiver_WithTheToken_TakesBothFormatsAndNothingElse()
    {
        var receiver = new OtlpReceiver(_metrics, "t0ken");
        await using var server = await LoopbackServer.StartAsync((request, context) =>
        {
            context.Request.Body = new MemoryStream(request.Body);
            return receiver.TakeAsync(context);
        });
        using var http = new HttpClient { BaseAddress = server.Url };

        (await PostAsync(http, Protobuf("ci-status-stable-1", isDelta: true, 10, 5, 0), "application/x-protobuf", "t0ken")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(http, Encoding.UTF8.GetBytes("""{"resourceMetrics":[]}"""), "application/json", "t0ken")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(http, [], "application/x-protobuf", "other")).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(http, [0xff, 0xff], "application/x-protobuf", "t0ken")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(http, [1], "application/json", "t0ken")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(http, [1], "text/plain", "t0ken")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await PostAsync(http, new byte[9 * 1024 * 1024], "application/x-protobuf", "t0ken")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReadAsync()).Counters.Single().Requests.ShouldBe(5);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, byte[] body, string type, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/metrics") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private Task<MetricReading> ReadAsync() => _source.ReadAsync(
        new MetricScope(
            new("tenant-acme", "ci-status"), "r1",
            [
                new ObservedPod(new("tenant-acme", "ci-status-stable-1"), "uid-s", Arm.Stable, "r0", true, false),
                new ObservedPod(new("tenant-acme", "ci-status-canary-1"), "uid-c", Arm.Canary, "r1", true, false),
            ],
            8080, TimeSpan.FromMilliseconds(500), _time.GetUtcNow()),
        CancellationToken.None);

    /// <summary>One histogram with bounds 0.25 and 0.5 s, of requests that all failed.</summary>
    private static byte[] Protobuf(string pod, bool isDelta, ulong time, ulong count, ulong slow)
    {
        var point = new ProtobufWriter().Fixed(2, 1).Fixed(3, time).Fixed(4, count).Packed(6, count - slow, 0, slow).Packed(7, 0.25, 0.5)
            .Attribute(9, "http.response.status_code", 503).Attribute(9, "http.route", "/a");
        var metric = new ProtobufWriter().Text(1, "http.server.request.duration").Text(3, "s").Message(9, new ProtobufWriter().Message(1, point).Number(2, isDelta ? 1UL : 2UL));
        return new ProtobufWriter().Message(1, new ProtobufWriter()
            .Message(1, new ProtobufWriter().Attribute(1, "k8s.namespace.name", "tenant-acme").Attribute(1, "k8s.pod.name", pod))
            .Message(2, new ProtobufWriter().Message(2, metric))).Bytes;
    }
}
