using Microsoft.Extensions.Options;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Otlp;

namespace Portal.Operators.Tests.Running;

/// <summary>One operator process, without the process.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly RolloutController _controller;
    private readonly HttpClient _http;
    private readonly EventRecorder _events;

    private RunningOperator(FaultyHandler handler, HttpClient http, string identity, TimeProvider time)
    {
        Handler = handler;
        _http = http;
        var client = new KubernetesClient(http, time);
        var lease = new LeaseOptions(new ResourceKey("default", "portal-operator"), identity)
        {
            Duration = TimeSpan.FromSeconds(2),
            RenewDeadline = TimeSpan.FromSeconds(1.2),
            RetryPeriod = TimeSpan.FromSeconds(0.3),
        };
        Election = new LeaderElection(client, lease, time, new TestLogs<LeaderElection>());
        _events = new EventRecorder(client, RolloutNames.FieldManager, identity, time, new TestLogs<EventRecorder>());
        var sources = new MetricSources(client, new OtlpMetrics(time), time);
        var reconciler = new RolloutReconciler(client, Election, sources, Readings, new DecisionEvents(_events), Holds, new SteadyTime(time), new TestLogs<RolloutReconciler>());
        var objectives = new ObjectiveLoop(client, new ObjectiveReconciler(client, Election, sources, new CollectedObjectives(), time, new TestLogs<ObjectiveReconciler>()), time, new TestLogs<ObjectiveLoop>());
        var definitions = new CrdInstaller(client, time, new TestLogs<CrdInstaller>());
        _controller = new RolloutController(client, Election, definitions, reconciler, objectives, Health, Options.Create(new OperatorOptions()), time, new TestLogs<RolloutController>());
    }

    public FaultyHandler Handler { get; }

    public LeaderElection Election { get; }

    public OperatorHealth Health { get; } = new();

    public SwitchedHolds Holds { get; } = new();

    public CollectedReadings Readings { get; } = new();

    public static async Task<RunningOperator> StartAsync(Uri server, string token, string identity, TimeProvider? time = null, Func<HttpRequestMessage, HttpResponseMessage?>? fault = null)
    {
        var handler = new FaultyHandler { Fault = fault ?? (_ => null) };
        var http = new HttpClient(handler) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var running = new RunningOperator(handler, http, identity, time ?? TimeProvider.System);
        await running._events.StartAsync(CancellationToken.None);
        await running._controller.StartAsync(CancellationToken.None);
        return running;
    }

    /// <summary>As a kill -9 would: nothing more reaches the cluster from this moment, not even the lease's release.</summary>
    public async Task KillAsync()
    {
        Handler.Fault = _ => throw new HttpRequestException("killed");
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _controller.StopAsync(CancellationToken.None);
        _controller.Dispose();
        await _events.StopAsync(CancellationToken.None);
        _events.Dispose();
        _http.Dispose();
    }
}
