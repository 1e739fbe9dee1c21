using Portal.Domain.Tenancy;

namespace Portal.Access;

/// <summary>How an API key is written: <c>pak_&lt;tenant, 32 hex&gt;_&lt;secret&gt;</c>. It names its tenant, so a key of another tenant is seen without a look-up.</summary>
internal sealed record ApiKeyToken(TenantId Tenant, string Secret)
{
    private const string Prefix = "pak";

    public override string ToString() => $"{Prefix}_{Tenant.Value:N}_{Secret}";

    public static ApiKeyToken? Parse(string text)
    {
        var parts = text.Split('_', 3);
        return parts is [Prefix, var tenant, { Length: > 0 and <= 100 } secret] && Guid.TryParseExact(tenant, "N", out var id) ? new(new(id), secret) : null;
    }
}
