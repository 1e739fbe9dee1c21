namespace Portal.Benchmarks.Operator;

/// <summary>The operator with as many rollouts as a large installation has: idle, active, rolled back, left by its leader, and for a long time.</summary>
internal sealed class OperatorBenchmark : IBenchmark
{
    private const int Fleet = 5_000;
    private const int Active = 500;

    public string Name => "operator";

    public string Summary =>
        "the operator's process against a local API server in another: 5,000 idle rollouts, 500 of them then at work, bad versions, a killed leader, a soak (--soak MINUTES, 5 unless told)";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("idle_writes_per_min", "writes", 0), new("rss_mb", "MB", 500), new("relist_s", "s", 10), new("tick_lateness_p99_s", "s", 1),
        new("verdict_to_zero_p99_s", "s", 2), new("failover_s", "s", 20), new("soak_growth_mb", "MB", 20),
    ];

    /// <summary>How long the soak lasts where it is not what is usual.</summary>
    public TimeSpan? Soak { get; init; }

    public async Task<IReadOnlyList<double>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        await using var stage = await OperatorStage.WithFleetAsync(Fleet, cancellationToken);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var routes = stage.Routes.RunAsync(watching.Token);
        var leader = stage.StartOperator();
        var idle = await IdlePhase.RunAsync(stage, leader, Fleet, TimeSpan.FromSeconds(quick ? 30 : 120), cancellationToken);
        var lateness = await ActivePhase.RunAsync(stage, leader, Fleet, Active, TimeSpan.FromSeconds(quick ? 40 : 120), cancellationToken);
        var verdicts = await VerdictPhase.RunAsync(stage, first: Active * 10 / 9, count: quick ? 30 : 100, cancellationToken);
        var (failover, successor) = await FailoverPhase.RunAsync(stage, leader, FleetName.Of(0), cancellationToken);
        var growth = await SoakPhase.RunAsync(stage, successor, Fleet, Soak ?? TimeSpan.FromMinutes(quick ? 1 : 5), cancellationToken);
        await watching.CancelAsync();
        await routes;
        return [idle.WritesPerMinute, idle.Megabytes, idle.RelistSeconds, lateness, verdicts, failover, growth];
    }
}
