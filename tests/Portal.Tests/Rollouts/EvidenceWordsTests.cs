using Portal.Rollouts.Pages;

namespace Portal.Tests.Rollouts;

public sealed class EvidenceWordsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 3, 41, TimeSpan.Zero);

    [Theory]
    [InlineData("Progressing", null, "Nothing is measured yet. At 100 the canary goes back.")]
    [InlineData("Progressing", 3.5, "The evidence got to 3.5 of 100 at most: the comparison lets it go on.")]
    [InlineData("Completed", 3.5, "The evidence never got above 3.5 of 100: nothing spoke against the new version.")]
    [InlineData("RolledBack", 3.5, "The evidence reached 3.5 of 100: something else than the comparison sent the canary back, as said above.")]
    [InlineData("Progressing", 118.0, "The evidence reached 118 at 12:03:41 UTC, against a limit of 100: it holds until the next samples confirm it. A version that is no worse gets there in at most 1 % of rollouts.")]
    [InlineData("RolledBack", 118.0, "The evidence reached 118 at 12:03:41 UTC, against a limit of 100: the canary went back. A version that is no worse gets there in at most 1 % of rollouts.")]
    public void Decision_ByTheEvidence_SaysWhetherItReachedItsLimit(string phase, double? evidence, string words)
    {
        var row = new RolloutItem("rol_1", "ci-status", "CI status", "1.0.0", "2.0.0", phase, "None", 10, "", At, null);
        IReadOnlyList<MeasurementPoint> points = evidence is { } value ? [new(At, 10, 100, 0, 0, 10, 1, 0, value)] : [];
        EvidenceWords.Decision(new(row, 0, [], evidence ?? 1, 100, new(0, 0), new(0, 0), [], points, "Ann", "c", null, null, null)).ShouldBe(words);
    }
}
