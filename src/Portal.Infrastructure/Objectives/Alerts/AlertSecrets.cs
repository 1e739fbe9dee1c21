using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>Channels' secrets, sealed by the tenant's key.</summary>
public sealed class AlertSecrets(TenantKeys keys)
{
    private static readonly SealedColumn Column = SealedColumn.All.Single(column => column is { Table: "alert_channel", Column: "secret_sealed" });

    public async Task<Sealed> SealAsync(TenantId tenant, AlertChannelId channel, string secret, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        try
        {
            return await keys.SealAsync(Column.Of(tenant, channel.Value), bytes, cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public async Task<string> OpenAsync(TenantId tenant, AlertChannelId channel, Sealed secret, CancellationToken cancellationToken)
    {
        var bytes = await keys.OpenAsync(Column.Of(tenant, channel.Value), secret, cancellationToken);
        try
        {
            return Encoding.UTF8.GetString(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
