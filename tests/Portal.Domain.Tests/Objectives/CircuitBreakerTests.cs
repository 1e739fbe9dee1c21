using Portal.Domain.Objectives;

namespace Portal.Domain.Tests.Objectives;

public sealed class CircuitBreakerTests
{
    private const string One = "ci-status/abc";
    private const string Other = "docs/def";

    private static readonly DateTimeOffset At = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Failed_ThreeInARow_OpensAndLetsOneThroughLater()
    {
        var breaker = CircuitBreaker.Closed.Failed(At).Failed(At);
        breaker.Lets(One).ShouldBeTrue();
        breaker = breaker.Failed(At);
        (breaker.State, breaker.Lets(One)).ShouldBe((CircuitState.Open, false));

        breaker.Tick(isPaging: false, At + CircuitBreaker.Cooling - TimeSpan.FromSeconds(1)).State.ShouldBe(CircuitState.Open);
        var trial = breaker.Tick(isPaging: false, At + CircuitBreaker.Cooling);
        (trial.State, trial.Lets(One)).ShouldBe((CircuitState.HalfOpen, true));
        trial.Succeeded().ShouldBe(CircuitBreaker.Closed);
        trial.Failed(At.AddHours(1)).State.ShouldBe(CircuitState.Open, "one failure of the trial is enough");
    }

    [Fact]
    public void LetThrough_WhileHalfOpen_IsTheOnlyOneUntilItIsOver()
    {
        var half = CircuitBreaker.Closed.Tick(isPaging: true, At).Tick(isPaging: false, At + CircuitBreaker.Cooling);
        (half.Lets(One), half.Lets(Other)).ShouldBe((true, true));
        var trial = half.LetThrough(One, At.AddHours(1)).LetThrough(Other, At.AddHours(1));
        (trial.Trial, trial.Lets(One), trial.Lets(Other)).ShouldBe((One, true, false));
        trial.Succeeded().ShouldBe(CircuitBreaker.Closed);
        (trial.Failed(At.AddHours(2)).State, trial.Failed(At.AddHours(2)).Trial).ShouldBe((CircuitState.Open, null));
        (trial.GivenUp().Lets(Other), trial.GivenUp().TrialAt).ShouldBe((true, null));
        CircuitBreaker.Closed.LetThrough(One, At).ShouldBe(CircuitBreaker.Closed, "a closed breaker tries nothing");
    }

    [Fact]
    public void Succeeded_BetweenFailures_BeginsTheCountAgain() =>
        CircuitBreaker.Closed.Failed(At).Failed(At).Succeeded().Failed(At).State.ShouldBe(CircuitState.Closed);

    [Fact]
    public void Tick_WhilePaging_IsOpenFromWhateverItWas()
    {
        CircuitBreaker.Closed.Tick(isPaging: true, At).State.ShouldBe(CircuitState.Open);
        var half = CircuitBreaker.Closed.Tick(isPaging: true, At).Tick(isPaging: false, At.AddHours(1));
        half.State.ShouldBe(CircuitState.HalfOpen);
        half.Tick(isPaging: true, At.AddHours(2)).ShouldBe(new CircuitBreaker(CircuitState.Open, 0, At.AddHours(2)));
    }

    /// <summary>Whatever happens, in whatever order: it never lets through while open, and is never open for ever once nothing is wrong.</summary>
    [Fact]
    public void Breaker_RandomLife_HoldsItsInvariants()
    {
        var random = new Random(20261121);
        var (breaker, now) = (CircuitBreaker.Closed, At);
        for (var i = 0; i < 20_000; i++)
        {
            now += TimeSpan.FromMinutes(random.Next(0, 10));
            breaker = random.Next(4) switch
            {
                0 => breaker.Tick(random.Next(5) == 0, now),
                1 => breaker.Tick(isPaging: false, now),
                2 => breaker.Lets(One) ? breaker.Succeeded() : breaker,
                _ => breaker.Lets(One) ? breaker.Failed(now) : breaker,
            };
            (breaker.State == CircuitState.Closed && breaker.Failures >= CircuitBreaker.MostFailures).ShouldBeFalse();
            (breaker.State != CircuitState.Closed && breaker.OpenedAt is null).ShouldBeFalse();
            breaker.Tick(isPaging: false, now + CircuitBreaker.Cooling).Lets(One).ShouldBeTrue();
        }
    }
}
