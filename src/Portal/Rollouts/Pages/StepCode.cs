using System.Globalization;
using Portal.Domain.Rollouts;

namespace Portal.Rollouts.Pages;

/// <summary>Steps as a short text for an address: <c>10-a20-p-100</c> is 10 %, compare for 20 s, a person's approval, 100 %.</summary>
internal static class StepCode
{
    private const int Most = 50;

    public static string Write(IEnumerable<RolloutStep> steps) => string.Join('-', steps.Select(step => step switch
    {
        SetWeightStep { Weight: var weight } => Whole(weight),
        AnalyzeStep { Duration: var duration } => "a" + Whole((long)duration.TotalSeconds),
        PauseStep { Duration: { } duration } => "w" + Whole((long)duration.TotalSeconds),
        ApproveStep => "p",
        _ => "w",
    }));

    /// <returns>Null for a text that does not say steps.</returns>
    public static IReadOnlyList<RolloutStep>? Read(string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            return null;
        }

        var steps = code.Split('-').Select(One).ToList();
        return steps.Count > Most || steps.Contains(null) ? null : [.. steps.OfType<RolloutStep>()];
    }

    private static RolloutStep? One(string word) => word switch
    {
        "p" => new ApproveStep(),
        "w" => new PauseStep(null),
        ['a', .. var seconds] when Number(seconds) is { } duration => new AnalyzeStep(TimeSpan.FromSeconds(duration)),
        ['w', .. var seconds] when Number(seconds) is { } duration => new PauseStep(TimeSpan.FromSeconds(duration)),
        _ => Number(word) is { } weight ? new SetWeightStep(weight) : null,
    };

    private static int? Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
