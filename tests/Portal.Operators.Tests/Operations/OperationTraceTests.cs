using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Portal.Infrastructure.Operations;

namespace Portal.Operators.Tests.Operations;

/// <summary>One trace from the click to the last write: the caller's trace is the parent of the attempt, and HTTP calls carry it on.</summary>
public sealed class OperationTraceTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Click = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task Run_WithAListener_IsASpanOfTheCallersTraceAndItsCallsCarryIt()
    {
        await using var server = await RecordingServer.StartAsync();
        var spans = new ConcurrentQueue<Activity>();
        // Asked for before the listener is: a source that is made while it listens asks it before the field is set.
        var operations = OperationTrace.Source;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source == operations,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await RunAsync(server, Click, "c");

        // Other tests run operations too.
        var span = spans.Where(span => span.TraceId.ToString() == "0af7651916cd43dd8448eb211c80319c").ShouldHaveSingleItem();
        (span.ParentSpanId.ToString(), span.OperationName, span.Kind)
            .ShouldBe(("b7ad6b7169203331", "operation a", ActivityKind.Consumer));
        server.TraceParents.ShouldHaveSingleItem().ShouldStartWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    [Fact]
    public async Task Run_NobodyListens_CallsCarryTheTraceAllTheSame()
    {
        await using var server = await RecordingServer.StartAsync();

        await RunAsync(server, Click, "c");

        server.TraceParents.ShouldHaveSingleItem().ShouldStartWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    [Fact]
    public async Task Run_OfAnOrderWithoutATrace_TakesTheCorrelationIdForOne()
    {
        await using var server = await RecordingServer.StartAsync();

        await RunAsync(server, null, "4bf92f3577b34da6a3ce929d0e0e4736");

        server.TraceParents.ShouldHaveSingleItem().ShouldStartWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
    }

    private async Task RunAsync(RecordingServer server, string? trace, string correlation)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        await stage.ExecuteAsync("update portal.operation set trace_parent = $2, correlation_id = $3 where id = $1", id.Value, (object?)trace ?? DBNull.Value, correlation);
        using var client = new HttpClient();
        await stage.Runner(new RecordingHandler("a", async (_, token) => (await client.GetAsync(server.Url, token)).Dispose())).RunAsync(stage.Tenant, id, CancellationToken.None);
        (await stage.ReadAsync(id)).State.ShouldBe("succeeded");
    }

    /// <summary>Answers everything, and keeps what trace each request came with.</summary>
    private sealed class RecordingServer(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<string> TraceParents { get; } = [];

        public Uri Url => new(app.Urls.Single());

        public static async Task<RecordingServer> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var server = new RecordingServer(app);
            app.Run(context =>
            {
                server.TraceParents.Enqueue(context.Request.Headers["traceparent"].ToString());
                return context.Response.WriteAsync("");
            });
            await app.StartAsync();
            return server;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
