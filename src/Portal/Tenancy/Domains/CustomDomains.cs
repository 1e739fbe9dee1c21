using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy.Domains;

internal static class CustomDomains
{
    /// <summary>The domain that a request names; null when there is none of this tenant.</summary>
    public static async Task<CustomDomainRow?> FindAsync(TenantUnitOfWork work, string id, CancellationToken cancellationToken) =>
        CustomDomainId.TryParse(id, out var domain) ? await work.Db.Set<CustomDomainRow>().SingleOrDefaultAsync(row => row.Id == domain, cancellationToken) : null;
}
