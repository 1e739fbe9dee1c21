using System.Security.Claims;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>How one of the staff travels in a <see cref="ClaimsPrincipal"/>: another kind of identity than a tenant's, which reads as nobody to a tenant.</summary>
internal static class StaffClaims
{
    private const string Kind = "Portal.Staff";
    private const string Session = "portal.staff-session";
    private const string Address = "portal.address";

    public static ClaimsPrincipal Write(StaffCaller caller, StaffSessionId session) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, caller.Id.ToString()),
            new(ClaimTypes.Email, caller.Email),
            new(ClaimTypes.Role, caller.Role.ToString()),
            new(Session, session.ToString()),
            .. caller.Address is { } address ? [new Claim(Address, address)] : Array.Empty<Claim>(),
        ],
        Kind));

    public static StaffCaller? Read(ClaimsPrincipal user, string correlationId) =>
        user.Identity is { IsAuthenticated: true, AuthenticationType: Kind } && StaffId.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new(id, user.FindFirstValue(ClaimTypes.Email)!, Enum.Parse<StaffRole>(user.FindFirstValue(ClaimTypes.Role)!), correlationId) { Address = user.FindFirstValue(Address) }
            : null;

    public static StaffSessionId? ReadSession(ClaimsPrincipal user) => StaffSessionId.TryParse(user.FindFirstValue(Session), out var id) ? id : null;
}
