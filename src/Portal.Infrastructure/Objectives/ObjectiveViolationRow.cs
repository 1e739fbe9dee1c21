using Portal.Domain.Objectives;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Objectives;

/// <summary>Something that was wrong with an objective for a while, or still is.</summary>
public sealed class ObjectiveViolationRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ObjectiveId ObjectiveId { get; init; }

    public required ViolationKind Kind { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Since when it seems to be over.</summary>
    public DateTimeOffset? ClearSince { get; set; }

    public required string Message { get; init; }
}
