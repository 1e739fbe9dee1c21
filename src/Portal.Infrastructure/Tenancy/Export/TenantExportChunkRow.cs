using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>A piece of an archive.</summary>
public sealed class TenantExportChunkRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ExportId ExportId { get; init; }

    /// <summary>From 0, without gaps.</summary>
    public required int Sequence { get; init; }

    public required byte[] Content { get; init; }
}
