using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts;

public sealed class RolloutMeasurementRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RolloutId RolloutId { get; init; }

    public required DateTimeOffset MeasuredAt { get; init; }

    public required int Weight { get; init; }

    public required long StableRequests { get; init; }

    public required long StableErrors { get; init; }

    public required long StableSlow { get; init; }

    public required long CanaryRequests { get; init; }

    public required long CanaryErrors { get; init; }

    public required long CanarySlow { get; init; }

    public required double Evidence { get; init; }
}
