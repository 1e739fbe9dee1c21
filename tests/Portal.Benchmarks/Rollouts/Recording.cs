using System.Globalization;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts;

/// <summary>
/// <c>--input FILE</c>: the engine over counts that somebody recorded. CSV with the columns second, arm (stable or canary), requests,
/// errors, slow; counts of the time since the arm's line before; a first line that does not begin with a number is a heading.
/// </summary>
internal static class Recording
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    public static int Run(IEnumerable<string> lines, TextWriter output)
    {
        var counts = new SortedDictionary<long, Dictionary<string, ArmSample>>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || (number == 1 && !char.IsAsciiDigit(line.TrimStart()[0])))
            {
                continue;
            }

            if (Read(line) is not { } row)
            {
                output.WriteLine($"bench: line {number} is not second,arm,requests,errors,slow with whole numbers and arm stable or canary: {line}");
                return 2;
            }

            counts.TryAdd(row.Second, []);
            counts[row.Second][row.Arm] = row.Counts;
        }

        return counts.Count == 0 ? Refuse(output) : Judge(counts, output);
    }

    private static int Refuse(TextWriter output)
    {
        output.WriteLine("bench: there are no counts in the file");
        return 2;
    }

    private static int Judge(SortedDictionary<long, Dictionary<string, ArmSample>> counts, TextWriter output)
    {
        var seconds = counts.Keys.ToList();
        // The usual distance: what is further apart is a gap.
        var interval = seconds.Zip(seconds.Skip(1), (a, b) => b - a).Order().ElementAtOrDefault((seconds.Count - 1) / 2);
        var analysis = new CanaryAnalysis(AnalysisSettings.Default with { Interval = TimeSpan.FromSeconds(Math.Max(1, interval)) });
        analysis.BeginStep(Start + TimeSpan.FromSeconds(seconds[0] - Math.Max(1, interval)));
        foreach (var (second, arms) in counts)
        {
            var now = Start + TimeSpan.FromSeconds(second);
            analysis.Observe(new AnalysisSample(now, arms.GetValueOrDefault("stable"), arms.GetValueOrDefault("canary")));
            if (analysis.HasFailed)
            {
                return Say(second, analysis.Judge(now).Message, RolloutVerdict.Failed, output);
            }
        }

        var report = analysis.Judge(Start + TimeSpan.FromSeconds(seconds[^1]));
        return Say(seconds[^1], report.Message, report.Verdict, output);
    }

    private static int Say(long second, string message, RolloutVerdict verdict, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict} at second {second}: {message}"));
        return 0;
    }

    private static (long Second, string Arm, ArmSample Counts)? Read(string line)
    {
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        if (fields.Length != 5 || fields[1] is not ("stable" or "canary"))
        {
            return null;
        }

        var numbers = new long[5];
        foreach (var i in (ReadOnlySpan<int>)[0, 2, 3, 4])
        {
            if (!long.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        // Seconds since 1970 fit as well; anything later than the calendar does not.
        return numbers[0] > 253_000_000_000 ? null : (numbers[0], fields[1], new ArmSample(numbers[2], numbers[3], numbers[4]));
    }
}
