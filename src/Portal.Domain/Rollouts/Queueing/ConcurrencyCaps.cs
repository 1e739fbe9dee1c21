namespace Portal.Domain.Rollouts.Queueing;

/// <summary>How many rollouts may be under way at once.</summary>
/// <param name="OfCluster">All together.</param>
/// <param name="OfTenant">One tenant's.</param>
public sealed record ConcurrencyCaps(int OfCluster, int OfTenant)
{
    public static ConcurrencyCaps Default { get; } = new(100, 10);
}
