namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>Tells the time that a test sets, while delays take their real time.</summary>
internal sealed class TickingClock(ManualClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.Now;
}
