namespace Portal.Domain.Objectives;

/// <summary>
/// Stops what keeps failing from being tried again and again: opens when the plugin's objective pages or rollouts fail in a row, lets one through after a while,
/// and closes when that one goes well.
/// </summary>
public sealed record CircuitBreaker(CircuitState State, int Failures, DateTimeOffset? OpenedAt)
{
    /// <summary>So many rollouts in a row that failed open it.</summary>
    public const int MostFailures = 3;

    /// <summary>How long it stays open before one is let through.</summary>
    public static readonly TimeSpan Cooling = TimeSpan.FromMinutes(15);

    public static CircuitBreaker Closed { get; } = new(CircuitState.Closed, 0, null);

    /// <summary>The one that a half-open breaker has let through: a rollout's name and revision; null while nobody has asked.</summary>
    public string? Trial { get; init; }

    /// <summary>When it was let through.</summary>
    public DateTimeOffset? TrialAt { get; init; }

    /// <summary>Whether this revision may start; a half-open breaker lets one through and no other.</summary>
    public bool Lets(string revision) => State == CircuitState.Closed || (State == CircuitState.HalfOpen && (Trial is null || Trial == revision));

    /// <summary>Lets this revision be the one; nothing changes where it is not for the breaker to say.</summary>
    public CircuitBreaker LetThrough(string revision, DateTimeOffset now) =>
        State == CircuitState.HalfOpen && Trial is null ? this with { Trial = revision, TrialAt = now } : this;

    /// <summary>The one that was let through came to nothing, neither good nor bad: another may try.</summary>
    public CircuitBreaker GivenUp() => this with { Trial = null, TrialAt = null };

    /// <summary>Time passes, and the objective pages or does not.</summary>
    public CircuitBreaker Tick(bool isPaging, DateTimeOffset now)
    {
        if (isPaging)
        {
            return State == CircuitState.Open ? this : Open(now);
        }

        return State == CircuitState.Open && now >= OpenedAt + Cooling ? this with { State = CircuitState.HalfOpen } : this;
    }

    public CircuitBreaker Succeeded() => State == CircuitState.Open ? this : Closed;

    public CircuitBreaker Failed(DateTimeOffset now)
    {
        var failures = Failures + 1;
        return State == CircuitState.HalfOpen || failures >= MostFailures ? Open(now) with { Failures = failures } : this with { Failures = failures };
    }

    private CircuitBreaker Open(DateTimeOffset now) => this with { State = CircuitState.Open, OpenedAt = now, Trial = null, TrialAt = null };
}
