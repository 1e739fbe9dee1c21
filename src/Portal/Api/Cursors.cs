using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain;
using Portal.Domain.Tenancy;

namespace Portal.Api;

/// <summary>Opaque places in a list, bound to the tenant and the list: forged, foreign or for another filter, they are refused.</summary>
internal sealed class Cursors(IDataProtectionProvider protection)
{
    private const string Purpose = "Portal.Api.Cursor";

    public string Write(TenantId tenant, string list, string position) => Protector(tenant, list).Protect(position);

    /// <summary>The position, null for the first page.</summary>
    public Result<string?> Read(TenantId tenant, string list, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return (string?)null;
        }

        try
        {
            return Protector(tenant, list).Unprotect(cursor);
        }
        catch (CryptographicException)
        {
            return new CursorInvalid(cursor);
        }
    }

    private IDataProtector Protector(TenantId tenant, string list) => protection.CreateProtector(Purpose, tenant.ToString(), list);
}
