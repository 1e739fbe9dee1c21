namespace Portal.Benchmarks;

/// <summary>A named measurement with goals.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Summary { get; }

    IReadOnlyList<Goal> Goals { get; }

    /// <param name="quick">A reduced run: fewer repetitions, the same metrics.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>One value for each goal, in their order.</returns>
    Task<IReadOnlyList<double>> RunAsync(bool quick, CancellationToken cancellationToken);
}
