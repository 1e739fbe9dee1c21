using System.Diagnostics;
using Portal.Benchmarks.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Benchmarks.Operator;

/// <summary>The same load for longer, with versions that come and rollouts that are deleted and made anew: memory must not grow by it.</summary>
internal static class SoakPhase
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public static async Task<double> RunAsync(OperatorStage stage, OperatorProcess leader, int fleet, TimeSpan length, CancellationToken cancellationToken)
    {
        // A tenth is at work; of the others each in turn gets a new version or is deleted and comes again.
        var others = Enumerable.Range(fleet / 2, fleet / 2).Where(number => number % 10 != 0).Select(FleetName.Of).ToList();
        var megabytes = new List<double>();
        var turn = 0;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < length; await Task.Delay(Every, cancellationToken))
        {
            var rollout = others[turn++ % others.Count];
            await (turn % 2 == 0 ? RenewAsync(stage, rollout, cancellationToken) : stage.UpgradeAsync(rollout, $"1.{turn}.0", FleetDocuments.ShortCanary, "0.001", cancellationToken));
            stage.Log.Forget();
            megabytes.Add(leader.MegabytesNow);
            if (turn % 30 == 0)
            {
                Console.WriteLine($"soak, {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} min: {megabytes[^1]:0} MB");
            }
        }

        // The first quarter still fills what stays full; garbage comes and goes.
        var quarter = megabytes.Count / 4;
        var growth = Percentiles.P50(megabytes.TakeLast(quarter)) - Percentiles.P50(megabytes.Skip(quarter).Take(quarter));
        Console.WriteLine($"soak of {length.TotalMinutes:0.#} min, {turn} rollouts changed or replaced: {megabytes[quarter]:0} MB after a quarter, {megabytes[^1]:0} MB in the end, {megabytes.Max():0} MB at most");
        return Math.Max(0, growth);
    }

    private static async Task RenewAsync(OperatorStage stage, FleetName rollout, CancellationToken cancellationToken)
    {
        await stage.Client.DeleteAsync(RolloutNames.PluginRollout, new ResourceKey(rollout.Namespace, rollout.Name), cancellationToken);
        var fresh = FleetDocuments.Rollout(rollout.Namespace, rollout.Name);
        await OperatorStage.UntilAsync(
            async () => await stage.Client.FindAsync(RolloutNames.PluginRollout, new(rollout.Namespace, rollout.Name), cancellationToken) is null, "it is gone", cancellationToken);
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, fresh, cancellationToken);
    }
}
