using System.Globalization;
using System.Text.Json;
using Portal.Benchmarks.Circuits;
using Portal.Benchmarks.Operations;
using Portal.Benchmarks.Operator;
using Portal.Benchmarks.Rollouts;
using Portal.Benchmarks.Startup;
using Portal.Benchmarks.Tenancy;

namespace Portal.Benchmarks;

/// <summary><c>bench.sh [NAME] [--quick]</c>; <c>rollouts</c> has options of its own, and <c>operator</c> takes <c>--soak MINUTES</c>.</summary>
internal static class BenchmarkCommand
{
    private static IBenchmark[] All(TimeSpan? soak) =>
        [new StartupBenchmark(), new CircuitBenchmark(), new TenancyBenchmark(), new OperationsBenchmark(), new RolloutBenchmark(), new OperatorBenchmark { Soak = soak }];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["rollouts", .. var options] && RolloutOptions.Run(options, Console.Out) is { } code)
        {
            return code;
        }

        var quick = arguments.Contains("--quick");
        var names = arguments.Where(argument => argument != "--quick").ToList();
        TimeSpan? soak;
        try
        {
            soak = SoakOption.Take(names);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync($"bench: {wrong.Message}");
            return 2;
        }

        if (names.Count == 0)
        {
            Array.ForEach(All(soak), List);
            return 0;
        }

        if (names.Count > 1 || Array.Find(All(soak), candidate => candidate.Name == names[0]) is not { } benchmark)
        {
            await Console.Error.WriteLineAsync($"bench: there is no benchmark {string.Join(' ', names)}; without a name they are listed");
            return 2;
        }

        var values = await benchmark.RunAsync(quick, CancellationToken.None);
        var report = new BenchmarkReport(benchmark.Name, [.. benchmark.Goals.Zip(values, Judge)]);
        Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Readable.BenchmarkReport));
        return 0;
    }

    private static BenchmarkResult Judge(Goal goal, double value)
    {
        // A goal of a hundredth is not met by rounding to it.
        var rounded = Math.Round(value, goal.Bound is > 0 and < 1 ? 4 : 2);
        return new BenchmarkResult(goal.Metric, rounded, goal.Unit, Words(goal), goal.IsLeast ? rounded >= goal.Bound : rounded <= goal.Bound);
    }

    private static void List(IBenchmark benchmark)
    {
        Console.WriteLine($"{benchmark.Name,-10} {benchmark.Summary}");
        foreach (var goal in benchmark.Goals)
        {
            Console.WriteLine($"{"",-10}   {goal.Metric} {Words(goal)} {goal.Unit}");
        }
    }

    private static string Words(Goal goal) => string.Create(CultureInfo.InvariantCulture, $"{(goal.IsLeast ? ">=" : "<=")} {goal.Bound}");
}
