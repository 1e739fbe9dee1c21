namespace Portal.Operators.Rollouts;

/// <summary>
/// The machine's time without its jumps: from one look to the next as much passes as the monotonic clock says. Towards a wall clock that was set it goes
/// by a twentieth, so that minutes gained or lost neither promote nor turn back a rollout.
/// </summary>
internal sealed class SteadyTime(TimeProvider inner) : TimeProvider
{
    private const double Catch = 0.05;

    private readonly Lock _lock = new();
    private DateTimeOffset _now = inner.GetUtcNow();
    private long _timestamp = inner.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var timestamp = inner.GetTimestamp();
            var passed = inner.GetElapsedTime(_timestamp, timestamp);
            var behind = inner.GetUtcNow() - (_now + passed);
            var most = passed * Catch;
            _now += passed + (behind > most ? most : behind < -most ? -most : behind);
            _timestamp = timestamp;
            return _now;
        }
    }
}
