using Portal.Domain.Billing;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

public sealed class JournalEntryRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required JournalId JournalId { get; init; }

    public required int Line { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Debit positive, credit negative.</summary>
    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }
}
