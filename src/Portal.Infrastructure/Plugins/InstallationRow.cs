using Portal.Domain.Access;
using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Plugins;

public sealed class InstallationRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required InstallationId Id { get; init; }

    public required PluginId PluginId { get; init; }

    public required InstallationState State { get; set; }

    public string? Version { get; set; }

    /// <summary>JSON; how upgrades reach people unless one says otherwise.</summary>
    public required string Strategy { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
