using System.Globalization;

namespace Portal.Benchmarks.Rollouts;

/// <summary>What <c>bench.sh rollouts</c> can do besides the whole run.</summary>
internal static class RolloutOptions
{
    /// <returns>The exit code, or null when the whole run is asked for.</returns>
    public static int? Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var trace = arguments.Contains("--trace");
        var named = arguments.Where(argument => argument is not ("--trace" or "--quick")).ToList();
        string? Value(string name) => named.IndexOf(name) is >= 0 and var at && at + 1 < named.Count ? named[at + 1] : null;
        if (named.Count == 0 && !trace)
        {
            return null;
        }

        if (named.Count == 2 && Value("--input") is { } file)
        {
            return File.Exists(file) ? Recording.Run(File.ReadLines(file), output) : Refuse(output, $"there is no file {file}");
        }

        if (Value("--family") is not { } family || named.Count is not (2 or 4))
        {
            return Refuse(output, "use --family F [--seed N] [--trace], or --input FILE");
        }

        return int.TryParse(Value("--seed") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? Replay.Run(family, seed, trace, output)
            : Refuse(output, $"a seed is a whole number, not {Value("--seed")}");
    }

    private static int Refuse(TextWriter output, string why)
    {
        output.WriteLine($"bench: {why}");
        return 2;
    }
}
