using Portal.Domain.Rollouts.Queueing;

namespace Portal.Domain.Tests.Rollouts.Queueing;

public sealed class RolloutQueueTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PlaceOf_WhenTheTenantIsFull_SaysWhereItStandsInItsTenant()
    {
        QueueEntry[] entries = [Running("a", "acme"), Running("b", "acme"), Waiting("c", "acme", 1), Waiting("d", "acme", 2), Waiting("e", "beta", 3)];
        var caps = new ConcurrencyCaps(10, 2);
        RolloutQueue.PlaceOf("c", entries, caps).ShouldBe(new QueuePlace(1, "Queued: 2 of at most 2 rollouts of the tenant are under way. It is next."));
        RolloutQueue.PlaceOf("d", entries, caps).ShouldBe(new QueuePlace(2, "Queued: 2 of at most 2 rollouts of the tenant are under way. 1 is before it."));
        RolloutQueue.PlaceOf("e", entries, caps).ShouldBeNull("another tenant's waiting takes nobody's place");
    }

    [Fact]
    public void PlaceOf_WhenTheClusterIsFull_IsFairBetweenTenants()
    {
        QueueEntry[] entries = [Running("a", "acme"), Waiting("b", "acme", 1), Waiting("c", "acme", 2), Waiting("d", "beta", 3), Waiting("e", "beta", 4)];
        var caps = new ConcurrencyCaps(1, 5);
        string[] line = [.. new[] { "b", "c", "d", "e" }.OrderBy(name => RolloutQueue.PlaceOf(name, entries, caps)!.Place)];
        line.ShouldBe(["d", "b", "e", "c"], "the first of each before the second of any, acme's running one counted");
        RolloutQueue.PlaceOf("e", entries, caps)!.Reason.ShouldBe("Queued: 1 of at most 1 rollouts of the cluster are under way. 2 are before it.");
        RolloutQueue.PlaceOf("d", entries, new(2, 5)).ShouldBeNull();
        RolloutQueue.PlaceOf("b", entries, new(2, 5))!.Place.ShouldBe(2);
    }

    /// <summary>Rollouts come and go as the dice say, and whoever may begin does: never too many, never a free place while somebody could take it, and everybody's turn comes.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(20261121)]
    public void PlaceOf_OverManyRollouts_KeepsTheCapsAndLetsNobodyStarve(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var caps = new ConcurrencyCaps(random.Next(1, 8), random.Next(1, 4));
            var entries = new List<QueueEntry>();
            for (var step = 0; step < 120; step++)
            {
                if (step < 80 && random.Next(2) == 0)
                {
                    entries.Add(Waiting($"r{step}", $"t{random.Next(4)}", step));
                }
                else if (entries.Find(entry => entry.IsUnderWay) is { } ended)
                {
                    entries.Remove(ended);
                }

                Begin(entries, caps);
                var running = entries.Where(entry => entry.IsUnderWay).ToList();
                running.Count.ShouldBeLessThanOrEqualTo(caps.OfCluster, $"seed {seed}");
                running.CountBy(entry => entry.Tenant).ShouldAllBe(tenant => tenant.Value <= caps.OfTenant, $"seed {seed}");
                var couldBegin = running.Count < caps.OfCluster
                    && entries.Exists(entry => !entry.IsUnderWay && running.Count(other => other.Tenant == entry.Tenant) < caps.OfTenant);
                couldBegin.ShouldBeFalse($"seed {seed}: a place is free and somebody waits");
            }

            while (entries.Find(entry => entry.IsUnderWay) is { } ended)
            {
                entries.Remove(ended);
                Begin(entries, caps);
            }

            entries.ShouldBeEmpty($"seed {seed}: everybody's turn comes");
        }
    }

    private static void Begin(List<QueueEntry> entries, ConcurrencyCaps caps)
    {
        while (entries.Find(entry => !entry.IsUnderWay && RolloutQueue.PlaceOf(entry.Name, entries, caps) is null) is { } next)
        {
            entries[entries.IndexOf(next)] = next with { IsUnderWay = true };
        }
    }

    private static QueueEntry Running(string name, string tenant) => new(name, tenant, IsUnderWay: true, Start);

    private static QueueEntry Waiting(string name, string tenant, int second) => new(name, tenant, IsUnderWay: false, Start.AddSeconds(second));
}
