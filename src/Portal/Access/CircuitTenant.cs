using System.Security.Claims;
using Portal.Api;
using Portal.Domain.Tenancy;

namespace Portal.Access;

/// <summary>
/// Whose circuit this is: set by the first principal that it sees, and never again. A browser that resumes a circuit brings the principal of its own
/// request along; one of another tenant's gets nothing from this one. Scoped, so one a circuit.
/// </summary>
internal sealed partial class CircuitTenant(ILogger<CircuitTenant> logger)
{
    private TenantId? _tenant;

    /// <summary>Whether the circuit may act for this principal: somebody is signed in, and to the circuit's tenant.</summary>
    public bool Admits(ClaimsPrincipal user)
    {
        if (PortalClaims.Read(user, Correlation.Next()) is not { } caller)
        {
            return false;
        }

        _tenant ??= caller.Tenant;
        if (_tenant == caller.Tenant)
        {
            return true;
        }

        LogForeignPrincipal(_tenant.Value.ToString(), caller.Tenant.ToString());
        return false;
    }

    /// <summary>Whether it is a circuit of staff: then it is nobody's portal, and never becomes one.</summary>
    public bool AdmitsStaff(ClaimsPrincipal user) => _tenant is null && StaffClaims.ReadSession(user) is not null;

    [LoggerMessage(110, LogLevel.Warning, "Security: a circuit of tenant {Tenant} was asked for by a principal of tenant {Other} and refused")]
    private partial void LogForeignPrincipal(string tenant, string other);
}
