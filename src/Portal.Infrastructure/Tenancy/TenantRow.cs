using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy;

public sealed class TenantRow
{
    public required TenantId Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; set; }

    public required TenantState State { get; set; }

    /// <summary>The Kubernetes namespace of its plugins.</summary>
    public required string Namespace { get; init; }

    public TenantIsolation Isolation { get; set; }

    /// <summary>The schema of its own tables, when it has some in this database.</summary>
    public string? DataSchema { get; init; }

    /// <summary>Where its rows are, when that is not this database: a name of <c>Database:Own</c>.</summary>
    public string? DatabaseName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>What a canceled deletion goes back to.</summary>
    public TenantState? StateBefore { get; init; }

    public SuspensionReason? SuspensionReason { get; init; }

    public DateTimeOffset? DeleteAfter { get; init; }

    /// <summary>Null for a tenant that has only ever been signed up.</summary>
    public DateTimeOffset? StateChangedAt { get; init; }
}
