using System.Security.Cryptography;
using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>Signing keys of endpoints, sealed by the tenant's key. A secret is shown once, when it is made.</summary>
public sealed class WebhookSecrets(TenantKeys keys)
{
    private static readonly SealedColumn Current = SealedColumn.All.Single(column => column is { Table: "webhook_endpoint", Column: "secret_sealed" });
    private static readonly SealedColumn Previous = SealedColumn.All.Single(column => column is { Table: "webhook_endpoint", Column: "previous_secret_sealed" });

    /// <returns>The secret as people copy it, and as it is stored.</returns>
    public async Task<(string Secret, Sealed Stored)> NewAsync(TenantId tenant, WebhookEndpointId endpoint, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(WebhookSecret.KeyLength);
        try
        {
            return (WebhookSecret.Write(key), await keys.SealAsync(Current.Of(tenant, endpoint.Value), key, cancellationToken));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The current secret as the one before the next: it belongs to another column then, so it is sealed anew.</summary>
    public async Task<Sealed> SetAsideAsync(TenantId tenant, WebhookEndpointId endpoint, Sealed current, CancellationToken cancellationToken)
    {
        var key = await keys.OpenAsync(Current.Of(tenant, endpoint.Value), current, cancellationToken);
        try
        {
            return await keys.SealAsync(Previous.Of(tenant, endpoint.Value), key, cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The keys that sign; the caller clears them.</summary>
    public async Task<IReadOnlyList<byte[]>> OpenAsync(TenantId tenant, WebhookEndpointId endpoint, Sealed current, Sealed? previous, CancellationToken cancellationToken)
    {
        var signing = new List<byte[]> { await keys.OpenAsync(Current.Of(tenant, endpoint.Value), current, cancellationToken) };
        if (previous is not null)
        {
            signing.Add(await keys.OpenAsync(Previous.Of(tenant, endpoint.Value), previous, cancellationToken));
        }

        return signing;
    }
}
