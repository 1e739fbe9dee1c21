using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Remediations;

/// <summary>A tenant's settings; there is one or none.</summary>
public sealed class RemediationSettingRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required long Version { get; set; }

    /// <summary>JSON of a <c>RemediationSettingsDraft</c>.</summary>
    public required string Document { get; set; }

    public required MemberId UpdatedBy { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
