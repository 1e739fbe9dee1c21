using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

public sealed class AuditHeadRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    /// <summary>The last record's place.</summary>
    public required long Sequence { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>The place of the tree's first leaf; null while there is only a chain.</summary>
    public long? FirstSequence { get; set; }

    /// <summary>As <see cref="Domain.Audit.MerkleFrontier.ToBytes"/> writes it.</summary>
    public byte[] Frontier { get; set; } = [];

    /// <summary>Leaves of the tree.</summary>
    public long Size => FirstSequence is { } first ? Sequence - first + 1 : 0;
}
