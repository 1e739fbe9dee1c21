using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Rollouts;

/// <summary>Copies what happens to rollouts in the cluster into the portal's tables.</summary>
internal sealed class RolloutReporter : BackgroundService, IRolloutReporter
{
    private readonly RolloutRowWriter _writer;
    private readonly RowQueue<RolloutReading> _queue;

    public RolloutReporter(RolloutRowWriter writer, TimeProvider time, ILogger<RolloutReporter> logger) =>
        (_writer, _queue) = (writer, new(reading => reading.Resource.Key().ToString(), WriteAsync, time, logger));

    public void Report(RolloutReading reading) => _queue.Add(reading);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _queue.RunAsync(stoppingToken);

    /// <summary>One that was applied by hand has no row in the portal.</summary>
    private Task WriteAsync(RolloutReading reading, CancellationToken cancellationToken) =>
        Guid.TryParse(reading.Resource.Label(RolloutNames.TenantLabel), out var tenant) && Guid.TryParse(reading.Resource.Annotation(RolloutNames.RolloutAnnotation), out var rollout)
            ? _writer.WriteAsync(new TenantId(tenant), new RolloutId(rollout), reading, cancellationToken)
            : Task.CompletedTask;
}
