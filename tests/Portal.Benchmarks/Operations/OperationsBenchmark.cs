namespace Portal.Benchmarks.Operations;

/// <summary>The queue, and what else a change writes down.</summary>
internal sealed class OperationsBenchmark : IBenchmark
{
    // In this order: those without operators first.
    private static readonly IOperationsMetric[] Metrics =
    [
        new EnqueueMetric(), new AppendMetric(), new SequenceMetric(), new EncryptMetric(), new VerifyMetric(), new LiveUpdateMetric(), new StartMetric(), new ThroughputMetric(),
    ];

    public string Name => "operations";

    public string Summary => "the operations queue: what asking, recording and sealing a secret cost, how fast records get their places in the audit log and how fast it is verified, how soon a page on another replica is told, how soon work begins, how much two operators do";

    public IReadOnlyList<Goal> Goals { get; } = [.. Metrics.SelectMany(metric => metric.Goals)];

    public async Task<IReadOnlyList<double>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        await using var stage = await QueueStage.StartAsync(cancellationToken);
        var values = new List<double>();
        foreach (var metric in Metrics)
        {
            values.AddRange(await metric.MeasureAsync(stage, quick, cancellationToken));
        }

        return values;
    }
}
