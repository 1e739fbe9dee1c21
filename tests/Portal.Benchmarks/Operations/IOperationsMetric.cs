namespace Portal.Benchmarks.Operations;

/// <summary>One measurement of this benchmark, with the goals of what it finds. A new one is a class, and a line in <see cref="OperationsBenchmark"/>.</summary>
internal interface IOperationsMetric
{
    IReadOnlyList<Goal> Goals { get; }

    /// <param name="stage">A private server with tenants.</param>
    /// <param name="quick">Fewer repetitions.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>One value for each goal, in their order.</returns>
    Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken);
}
