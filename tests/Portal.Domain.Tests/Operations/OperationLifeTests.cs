using Portal.Domain.Operations;

namespace Portal.Domain.Tests.Operations;

public sealed class OperationLifeTests
{
    [Fact]
    public void After_OfEveryPair_IsTheseEdgesAndNoOthers()
    {
        var edges = from state in Enum.GetValues<OperationState>()
                    from happening in Enum.GetValues<OperationEvent>()
                    let after = OperationLife.After(state, happening)
                    where after is not null
                    select $"{state} {happening} {after}";

        edges.ShouldBe(
        [
            "Queued Taken Running", "Queued Expired Failed", "Queued Canceled Canceled",
            "Running Succeeded Succeeded", "Running Postponed Queued", "Running Failed Failed", "Running Expired Failed", "Running Canceled Canceled",
            "Failed Canceled Canceled", "Failed Retried Queued",
        ], ignoreOrder: true);
    }

    [Fact]
    public void After_AnySequence_LeavesSucceededAndCanceledForEverAndFailedOnlyByAPerson()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var walk = 0; walk < 2_000; walk++)
        {
            var state = OperationState.Queued;
            for (var step = 0; step < 30; step++)
            {
                var happening = random.GetItems(Enum.GetValues<OperationEvent>(), 1)[0];
                var after = OperationLife.After(state, happening);
                if (state is OperationState.Succeeded or OperationState.Canceled)
                {
                    after.ShouldBeNull($"seed {seed}: {state} {happening}");
                }

                if (state == OperationState.Failed && after is not null)
                {
                    (happening is OperationEvent.Retried or OperationEvent.Canceled).ShouldBeTrue($"seed {seed}: {happening}");
                }

                if (after == OperationState.Running)
                {
                    state.ShouldBe(OperationState.Queued, $"seed {seed}");
                }

                state = after ?? state;
            }
        }
    }

    [Fact]
    public void AgainAt_AnyAttemptDeadlineAndJitter_IsLaterThanNowNotPastTheDeadlineAndNullAfterTheLast()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var now = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 5_000; i++)
        {
            var attempt = random.Next(1, 12);
            DateTimeOffset? deadline = random.Next(2) == 0 ? null : now + TimeSpan.FromSeconds(random.Next(-10, 600));
            var again = OperationLife.AgainAt(attempt, now, deadline, random.NextDouble());
            if (attempt >= OperationLife.MostAttempts)
            {
                again.ShouldBeNull($"seed {seed}");
            }
            else if (again is { } at)
            {
                at.ShouldBeGreaterThan(now, $"seed {seed}");
                at.ShouldBeLessThanOrEqualTo(now + RetryDelay.Longest, $"seed {seed}");
                (deadline is null || at <= deadline).ShouldBeTrue($"seed {seed}");
            }
            else
            {
                deadline.ShouldNotBeNull($"seed {seed}").ShouldBeLessThan(now + RetryDelay.After(attempt, 1), $"seed {seed}");
            }
        }
    }
}
