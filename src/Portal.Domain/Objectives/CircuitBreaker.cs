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

    /// <summary>Whether a new version may start.</summary>
    public bool Lets => State != CircuitState.Open;

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

    private CircuitBreaker Open(DateTimeOffset now) => this with { State = CircuitState.Open, OpenedAt = now };
}
