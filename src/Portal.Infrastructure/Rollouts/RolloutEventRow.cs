using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts;

public sealed class RolloutEventRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RolloutId RolloutId { get; init; }

    public required int Sequence { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required string Kind { get; init; }

    public required string Message { get; init; }

    public required int Weight { get; init; }
}
