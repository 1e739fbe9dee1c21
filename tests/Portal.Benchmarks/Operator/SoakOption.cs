using System.Globalization;

namespace Portal.Benchmarks.Operator;

/// <summary><c>--soak MINUTES</c>.</summary>
internal static class SoakOption
{
    /// <summary>Takes the option out of the arguments.</summary>
    /// <exception cref="FormatException">It names no number of minutes.</exception>
    public static TimeSpan? Take(List<string> arguments)
    {
        var at = arguments.IndexOf("--soak");
        if (at < 0)
        {
            return null;
        }

        var minutes = at + 1 < arguments.Count && double.TryParse(arguments[at + 1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException("--soak takes a number of minutes, such as --soak 60");
        arguments.RemoveRange(at, 2);
        return TimeSpan.FromMinutes(minutes);
    }
}
