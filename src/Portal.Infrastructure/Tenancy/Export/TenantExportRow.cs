using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Export;

public sealed class TenantExportRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ExportId Id { get; init; }

    /// <summary>The operation that makes it.</summary>
    public required OperationId OperationId { get; init; }

    public required ExportState State { get; set; }

    /// <summary>Who asked, for people to read.</summary>
    public required string RequestedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When the archive is removed.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Of all tables.</summary>
    public long Rows { get; set; }

    /// <summary>Of the archive.</summary>
    public long Bytes { get; set; }

    /// <summary>SHA-256 of the archive: <c>sha256:</c> and 64 hex digits.</summary>
    public string? Digest { get; set; }

    public string? Error { get; set; }
}
