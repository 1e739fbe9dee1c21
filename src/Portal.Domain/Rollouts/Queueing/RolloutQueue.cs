using System.Globalization;

namespace Portal.Domain.Rollouts.Queueing;

/// <summary>
/// Who begins next when there are more rollouts than may be under way at once. Fair between tenants: the first of each comes before the second of any, whoever asked
/// for many at once; among equals, who asked first. Pure: the same entries give the same places.
/// </summary>
public static class RolloutQueue
{
    /// <summary>Null when it may begin now.</summary>
    public static QueuePlace? PlaceOf(string name, IReadOnlyCollection<QueueEntry> entries, ConcurrencyCaps caps)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(caps);
        var running = entries.Where(entry => entry.IsUnderWay).CountBy(entry => entry.Tenant).ToDictionary();
        var ranked = entries.Where(entry => !entry.IsUnderWay)
            .GroupBy(entry => entry.Tenant)
            .SelectMany(tenant => tenant.OrderBy(entry => entry.AskedAt).ThenBy(entry => entry.Name, StringComparer.Ordinal)
                .Select((entry, index) => (Entry: entry, Rank: running.GetValueOrDefault(tenant.Key) + index)))
            .ToList();
        var place = ranked.FindIndex(one => one.Entry.Name == name);
        if (place < 0)
        {
            return null;
        }

        var mine = ranked[place];
        var free = caps.OfCluster - running.Values.Sum();
        var before = ranked.Where(one => IsBefore(one, mine)).ToList();
        var isTenantFull = mine.Rank >= caps.OfTenant;
        // Those whose own tenant is full take nobody's place.
        return !isTenantFull && before.Count(one => one.Rank < caps.OfTenant) < free ? null : isTenantFull
            ? new(before.Count(one => one.Entry.Tenant == mine.Entry.Tenant) + 1, Words(
                before.Count(one => one.Entry.Tenant == mine.Entry.Tenant) + 1, $"{running.GetValueOrDefault(mine.Entry.Tenant)} of at most {caps.OfTenant} rollouts of the tenant are under way"))
            : new(before.Count + 1, Words(before.Count + 1, $"{running.Values.Sum()} of at most {caps.OfCluster} rollouts of the cluster are under way"));
    }

    private static bool IsBefore((QueueEntry Entry, int Rank) one, (QueueEntry Entry, int Rank) other) =>
        (one.Rank, one.Entry.AskedAt).CompareTo((other.Rank, other.Entry.AskedAt)) is var order
        && (order < 0 || (order == 0 && string.CompareOrdinal(one.Entry.Name, other.Entry.Name) < 0));

    private static string Words(int place, string reason) => string.Create(
        CultureInfo.InvariantCulture, $"Queued: {reason}. {(place == 1 ? "It is next" : $"{place - 1} {(place == 2 ? "is" : "are")} before it")}.");
}
