using System.Globalization;

namespace Portal.Domain.Operations.Backups;

/// <summary>
/// Which backups may go. Only one that a younger, verified backup has taken the place of: neither the youngest good one nor anything younger is
/// ever among them, so a row of failures removes nothing that is good.
/// </summary>
/// <param name="Last">How many of the youngest are kept, verified or not.</param>
/// <param name="Daily">For how many days (UTC) that have a verified backup its youngest is kept.</param>
/// <param name="Weekly">The same by ISO weeks.</param>
/// <param name="Monthly">The same by calendar months.</param>
public sealed record BackupRetention(int Last, int Daily, int Weekly, int Monthly)
{
    /// <summary>The backups to remove, oldest first.</summary>
    public IReadOnlyList<KnownBackup> Superseded(IReadOnlyCollection<KnownBackup> backups)
    {
        ArgumentNullException.ThrowIfNull(backups);
        var youngestFirst = backups.OrderByDescending(b => b.At).ThenByDescending(b => b.Name, StringComparer.Ordinal).ToList();
        var good = youngestFirst.FindIndex(b => b.IsVerified);
        if (good < 0)
        {
            return [];
        }

        var verified = youngestFirst.Where(b => b.IsVerified).ToList();
        var kept = youngestFirst.Take(Math.Max(Last, good + 1))
            .Concat(Youngest(verified, Daily, b => b.At.UtcDateTime.Date.Ticks))
            .Concat(Youngest(verified, Weekly, Week))
            .Concat(Youngest(verified, Monthly, b => (b.At.UtcDateTime.Year * 12) + b.At.UtcDateTime.Month))
            .ToHashSet();
        return [.. youngestFirst.Where(b => !kept.Contains(b)).Reverse()];
    }

    private static IEnumerable<KnownBackup> Youngest(IEnumerable<KnownBackup> youngestFirst, int periods, Func<KnownBackup, long> period) =>
        youngestFirst.GroupBy(period).Take(periods).Select(group => group.First());

    private static long Week(KnownBackup backup) => (ISOWeek.GetYear(backup.At.UtcDateTime) * 100L) + ISOWeek.GetWeekOfYear(backup.At.UtcDateTime);
}
