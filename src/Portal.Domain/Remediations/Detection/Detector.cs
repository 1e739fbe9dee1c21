namespace Portal.Domain.Remediations.Detection;

/// <summary>Everything that is wrong with a rollout. Pure: the same sight at the same time gives the same findings, in the same order.</summary>
public static class Detector
{
    public static IReadOnlyList<Finding> Find(RolloutSight sight, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sight);
        return
        [
            .. CrashLoops.Find(sight),
            .. new[] { RouteDrift.Find(sight), StuckProgress.Find(sight, now), StaleCache.Find(sight, now) }.OfType<Finding>(),
            .. QuotaPressure.Find(sight),
            .. ExpiringCredentials.Find(sight, now),
        ];
    }
}
