using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Tests.Rollouts;

public sealed class RolloutHoldTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RolloutStatus UnderWay = new()
    {
        Phase = RolloutPhase.Progressing,
        Target = new("hash", "2.0.0", "digest"),
        StepStartedAt = Start,
        ProgressDeadlineAt = Start.AddMinutes(10),
        NoDataDeadlineAt = Start.AddMinutes(2),
    };

    [Fact]
    public void End_AfterADay_MovesEveryTimeByThatDay()
    {
        var held = RolloutHold.Begin(UnderWay, Start.AddMinutes(1));
        RolloutHold.Begin(held, Start.AddMinutes(5)).ShouldBe(held);
        var gone = RolloutHold.End(held, Start.AddMinutes(1).AddDays(1));
        (gone.HeldSince, gone.StepStartedAt, gone.ProgressDeadlineAt, gone.NoDataDeadlineAt, gone.DrainUntil).ShouldBe(
            (null, Start.AddDays(1), Start.AddDays(1).AddMinutes(10), Start.AddDays(1).AddMinutes(2), null));
        gone.Timeline.Select(entry => (entry.Sequence, entry.Kind)).ShouldBe([(1, "Paused"), (2, "Resumed")]);
    }

    [Theory]
    [InlineData(RolloutPhase.Completed)]
    [InlineData(RolloutPhase.RolledBack)]
    public void Begin_OfOneThatHasEnded_ChangesNothing(RolloutPhase phase)
    {
        var ended = UnderWay with { Phase = phase };
        RolloutHold.Begin(ended, Start).ShouldBe(ended);
        RolloutHold.End(ended, Start).ShouldBe(ended);
    }
}
