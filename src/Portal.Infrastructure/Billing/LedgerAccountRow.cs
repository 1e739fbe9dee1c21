namespace Portal.Infrastructure.Billing;

public sealed class LedgerAccountRow
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Party { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
