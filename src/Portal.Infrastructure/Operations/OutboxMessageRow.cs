using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

public sealed class OutboxMessageRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string Topic { get; init; }

    public required string SubjectId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
