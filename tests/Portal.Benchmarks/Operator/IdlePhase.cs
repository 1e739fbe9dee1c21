using System.Diagnostics;

namespace Portal.Benchmarks.Operator;

/// <summary>Nothing is to be done: what the operator does all the same, what it occupies, and how soon it has everything again after a lost watch.</summary>
internal static class IdlePhase
{
    public static async Task<(double WritesPerMinute, double Megabytes, double RelistSeconds)> RunAsync(
        OperatorStage stage, OperatorProcess leader, int fleet, TimeSpan length, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await OperatorStage.UntilAsync(() => leader.IsLeadingAsync(cancellationToken), "the operator leads", cancellationToken);
        var leads = Stopwatch.GetElapsedTime(started);
        var largest = 0.0;
        await OperatorStage.UntilAsync(
            () =>
            {
                largest = Math.Max(largest, leader.MegabytesNow);
                return stage.Log.Looked >= fleet;
            },
            "every rollout has been looked at",
            cancellationToken);
        Console.WriteLine($"{fleet} idle rollouts: leads after {leads.TotalSeconds:0.0} s, has looked at each after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s with {stage.Log.Counts.Calls} calls");
        // Whatever the start left to be done is done.
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);

        var (before, busy) = (stage.Log.Counts, leader.Busy);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < length; await Task.Delay(200, cancellationToken))
        {
            largest = Math.Max(largest, leader.MegabytesNow);
        }

        var after = stage.Log.Counts;
        Console.WriteLine($"idle for {length.TotalSeconds:0} s: {after.Calls - before.Calls} calls, {after.Writes - before.Writes} writes besides the lease, "
            + $"{(leader.Busy - busy).TotalSeconds / length.TotalSeconds * 100:0.0} % of a core, {leader.MegabytesNow:0} MB now, {largest:0} MB at most since the start");
        return ((after.Writes - before.Writes) / length.TotalMinutes, largest, await RelistAsync(stage, fleet, cancellationToken));
    }

    /// <summary>From the moment that all watches are lost, and their versions with them, to the look at something that changed meanwhile.</summary>
    private static async Task<double> RelistAsync(OperatorStage stage, int fleet, CancellationToken cancellationToken)
    {
        var last = FleetName.Of(fleet - 1);
        stage.Log.Forget();
        var began = Stopwatch.GetTimestamp();
        stage.Cluster.Compact();
        stage.Cluster.DropWatches();
        await stage.ChangeAsync(last, rollout => rollout["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["changed"] = "yes" }, cancellationToken);
        await OperatorStage.UntilAsync(() => stage.Log.LookAt(last) is not null, "what changed is looked at", cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(began, stage.Log.LookAt(last)!.Value).TotalSeconds;
        Console.WriteLine($"listed again after {seconds:0.00} s, and looked at {stage.Log.Looked} for it");
        return seconds;
    }
}
