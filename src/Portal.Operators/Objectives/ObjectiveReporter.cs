using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Objectives;

/// <summary>Copies how objectives stand into the portal's tables.</summary>
internal sealed class ObjectiveReporter(ObjectiveRowWriter writer, TimeProvider time, ILogger<ObjectiveReporter> logger) : BackgroundService, IObjectiveReporter
{
    private readonly RowQueue<ObjectiveReading> _queue = new(reading => reading.Resource.Key().ToString(), writer.WriteAsync, time, logger);

    public void Report(ObjectiveReading reading) => _queue.Add(reading);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _queue.RunAsync(stoppingToken);
}
