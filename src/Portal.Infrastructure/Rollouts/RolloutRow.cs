using Portal.Domain.Access;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts;

public sealed class RolloutRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RolloutId Id { get; init; }

    public required InstallationId InstallationId { get; init; }

    public required PluginId PluginId { get; init; }

    public required string? FromVersion { get; init; }

    public required string ToVersion { get; init; }

    /// <summary>JSON.</summary>
    public required string Strategy { get; init; }

    public required string Phase { get; set; }

    public required string Verdict { get; set; }

    public required string Message { get; set; }

    public int Revision { get; set; }

    public int StepIndex { get; set; }

    public int StepCount { get; set; }

    public int Weight { get; set; }

    public double Evidence { get; set; }

    public double EvidenceLimit { get; set; }

    public long StableRequests { get; set; }

    public long StableErrors { get; set; }

    public long CanaryRequests { get; set; }

    public long CanaryErrors { get; set; }

    public required string CorrelationId { get; init; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Who has asked for it to stay where it is; null while nobody has.</summary>
    public string? PausedBy { get; set; }

    /// <summary>From 1, while it waits for others to end.</summary>
    public int? QueuePlace { get; set; }
}
