using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Rollouts;

namespace Portal.Rollouts.Pages;

/// <summary>What the API would say of steps, by step.</summary>
internal static partial class StrategyProblems
{
    public static IReadOnlyList<(int Step, string Message)> Of(IReadOnlyList<RolloutStep> steps) =>
        [.. StrategyDocument.Read(StrategyDocument.Write(new CanaryStrategy(steps))).Problems.Select(problem => (At(problem.Path), "It " + problem.Message + "."))];

    private static int At(string path) => Place().Match(path) is { Success: true } match ? int.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^/steps/(?<at>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
