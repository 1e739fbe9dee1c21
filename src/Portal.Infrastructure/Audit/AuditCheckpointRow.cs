using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

public sealed class AuditCheckpointRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    /// <summary>Leaves of the tree that it signs.</summary>
    public required long Size { get; init; }

    public required byte[] Root { get; init; }

    /// <summary>The signed text, byte for byte.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
