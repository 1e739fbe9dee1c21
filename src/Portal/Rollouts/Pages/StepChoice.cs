using System.Globalization;
using Portal.Domain.Rollouts;

namespace Portal.Rollouts.Pages;

/// <summary>A kind of step that the editor offers.</summary>
/// <param name="Key">Names it in the list.</param>
/// <param name="Name">What it does.</param>
/// <param name="Unit">Of its number; null when it has none.</param>
/// <param name="Most">The largest number.</param>
/// <param name="Fits">Whether a step is of this kind.</param>
/// <param name="New">A step of this kind that makes sense after a weight, in percent.</param>
internal sealed record StepChoice(string Key, string Name, string? Unit, int Most, Func<RolloutStep, bool> Fits, Func<int, RolloutStep> New)
{
    private const int LongestSeconds = 86_400;

    public static IReadOnlyList<StepChoice> All { get; } =
    [
        new("weight", "Send traffic to the canary", "%", 100, step => step is SetWeightStep, before => new SetWeightStep(NextWeight(before))),
        new("compare", "Compare canary with stable", "s", LongestSeconds, step => step is AnalyzeStep, _ => new AnalyzeStep(TimeSpan.FromSeconds(30))),
        new("wait", "Wait", "s", LongestSeconds, step => step is PauseStep { Duration: not null }, _ => new PauseStep(TimeSpan.FromSeconds(60))),
        new("hold", "Wait until somebody resumes it", null, 0, step => step is PauseStep { Duration: null }, _ => new PauseStep(null)),
        new("approve", "Wait for a person to approve", null, 0, step => step is ApproveStep, _ => new ApproveStep()),
    ];

    public static StepChoice Find(string? key) => All.FirstOrDefault(choice => choice.Key == key) ?? All[0];

    public static StepChoice? Of(RolloutStep step) => All.FirstOrDefault(choice => choice.Fits(step));

    public static string Number(RolloutStep step) => step switch
    {
        SetWeightStep { Weight: var weight } => Whole(weight),
        AnalyzeStep { Duration: var duration } => Whole((int)duration.TotalSeconds),
        PauseStep { Duration: { } duration } => Whole((int)duration.TotalSeconds),
        _ => "",
    };

    /// <returns>Null for what is no number: the step stays as it is.</returns>
    public RolloutStep? With(object? typed)
    {
        if (!int.TryParse(typed as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        number = Math.Clamp(number, 1, Most);
        return Key switch
        {
            "weight" => new SetWeightStep(number),
            "compare" => new AnalyzeStep(TimeSpan.FromSeconds(number)),
            "wait" => new PauseStep(TimeSpan.FromSeconds(number)),
            _ => null,
        };
    }

    private static int NextWeight(int before) => before switch { < 10 => 10, < 25 => 25, < 50 => 50, _ => 100 };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
