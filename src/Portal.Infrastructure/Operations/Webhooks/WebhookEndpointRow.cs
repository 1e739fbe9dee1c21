using Portal.Domain.Access;
using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>Where a tenant wants to be told of what happens.</summary>
public sealed class WebhookEndpointRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required WebhookEndpointId Id { get; init; }

    public required string Url { get; init; }

    public required string[] Topics { get; init; }

    /// <summary>Null after an import: then nothing is sent until a new one is made.</summary>
    public Sealed? SecretSealed { get; set; }

    /// <summary>Signs beside the new one until <see cref="PreviousUntil"/>.</summary>
    public Sealed? PreviousSecretSealed { get; set; }

    public DateTimeOffset? PreviousUntil { get; set; }

    public required WebhookState State { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
