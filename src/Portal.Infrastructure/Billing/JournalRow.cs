using Portal.Domain.Billing;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

public sealed class JournalRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required JournalId Id { get; init; }

    public required string BusinessKey { get; init; }

    public required string Kind { get; init; }

    public required string Description { get; init; }

    public string? SourceEvent { get; set; }

    public JournalId? ReversesId { get; set; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset PostedAt { get; init; }
}
