using System.Security.Claims;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;

namespace Portal.Access;

/// <summary>How a caller travels in a <see cref="ClaimsPrincipal"/>, from the request that opens a circuit into the circuit.</summary>
internal static class PortalClaims
{
    public const string Scheme = "Portal";
    private const string Tenant = "portal.tenant";
    private const string Session = "portal.session";
    private const string Principal = "portal.principal";
    private const string Kind = "portal.kind";
    private const string Service = "portal.service";
    private const string Address = "portal.address";

    /// <param name="caller">Who it is.</param>
    /// <param name="session">For a person in a browser.</param>
    /// <param name="service">How the tenant was served when this was decided; a circuit ends when that changes.</param>
    public static ClaimsPrincipal Write(Caller caller, SessionId? session, TenantService service)
    {
        var identity = new ClaimsIdentity(
            [
                new(Tenant, caller.Tenant.ToString()),
                new(ClaimTypes.NameIdentifier, caller.Id.ToString()),
                new(Principal, caller.Principal),
                new(Kind, caller.Kind.ToString()),
                new(ClaimTypes.Name, caller.Name),
                new(ClaimTypes.Role, caller.Role.ToString()),
                new(Service, service.ToString()),
            ],
            Scheme);
        if (session is { } id)
        {
            identity.AddClaim(new(Session, id.ToString()));
        }

        if (caller.Address is { } address)
        {
            identity.AddClaim(new(Address, address));
        }

        return new(identity);
    }

    public static Caller? Read(ClaimsPrincipal user, string correlationId) =>
        user.Identity is { IsAuthenticated: true, AuthenticationType: Scheme }
        && TenantId.TryParse(user.FindFirstValue(Tenant), out var tenant)
        && MemberId.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var member)
            ? new(tenant, Enum.Parse<PrincipalKind>(user.FindFirstValue(Kind)!), member, user.FindFirstValue(Principal)!, user.FindFirstValue(ClaimTypes.Name)!,
                Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!), correlationId) { Address = user.FindFirstValue(Address) }
            : null;

    public static SessionId? ReadSession(ClaimsPrincipal user) => SessionId.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

    public static TenantService ReadService(ClaimsPrincipal user) =>
        Enum.TryParse<TenantService>(user.FindFirstValue(Service), out var service) ? service : TenantService.None;
}
