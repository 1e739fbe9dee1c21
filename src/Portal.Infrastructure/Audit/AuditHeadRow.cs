using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

public sealed class AuditHeadRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required long Sequence { get; set; }

    public required byte[] Hash { get; set; }
}
