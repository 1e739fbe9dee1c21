using System.Globalization;
using Portal.Benchmarks.Rollouts.Detectors;
using Portal.Benchmarks.Rollouts.Scoring;
using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Benchmarks.Rollouts;

/// <summary><c>--family F --seed N [--trace]</c>: one run again, sample by sample.</summary>
internal static class Replay
{
    public static int Run(string family, int seed, bool trace, TextWriter output)
    {
        var cases = Contest.Cases.Where(traffic => traffic.Family == family || traffic.Title == family).ToList();
        if (cases.Count == 0)
        {
            output.WriteLine($"bench: there is no family {family}; there are {string.Join(", ", Contest.Cases.Select(traffic => traffic.Title))}");
            return 2;
        }

        foreach (var traffic in cases)
        {
            Play(traffic, seed, trace, output);
        }

        return 0;
    }

    private static void Play(TrafficCase traffic, int seed, bool trace, TextWriter output)
    {
        var run = new TrafficRun();
        run.Generate(traffic, seed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{traffic.Title} seed {seed}: {traffic.Label}, fault from second {run.Onset}"));
        if (trace)
        {
            Trace(traffic, run, output);
        }

        foreach (var detector in Contest.Everybody())
        {
            var outcome = Playback.Play(detector, traffic, run);
            var what = outcome.RolledBackAt is { } at ? $"rolled back at second {at}, {outcome.Exposed} bad answers after the fault began" : "let through";
            output.WriteLine($"  {detector.Name,-13} {what}");
        }
    }

    private static void Trace(TrafficCase traffic, TrafficRun run, TextWriter output)
    {
        var portal = new PortalDetector();
        portal.Begin(traffic);
        foreach (ref readonly var tick in run.Ticks.AsSpan())
        {
            var call = portal.Look(tick);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {tick.Second,5} {tick.Glitch,-9} {portal.Report!.Verdict,-12} {portal.Report.Evidence!.EValue,10:0.###} {portal.Report.Message}"));
            if (call == Call.RollBack)
            {
                return;
            }
        }
    }
}
