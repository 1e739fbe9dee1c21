using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>What a unit of work changes in a row, as the log is to know it.</summary>
internal static class AuditedRow
{
    /// <param name="work">The row is among its own: added, deleted, or read and changed.</param>
    /// <param name="row">As it is to be.</param>
    /// <param name="fields">What the log may know of such a row.</param>
    public static IReadOnlyList<AuditChange> Changes<T>(TenantUnitOfWork work, T row, Func<T, IReadOnlyCollection<AuditField>> fields)
        where T : class
    {
        var entry = work.Db.Entry(row);
        return AuditDifference.Between(
            entry.State == EntityState.Added ? [] : fields((T)entry.OriginalValues.ToObject()),
            entry.State == EntityState.Deleted ? [] : fields(row));
    }
}
