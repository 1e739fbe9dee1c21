using Microsoft.AspNetCore.Components.Authorization;
using Portal.Api;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>Who of the staff a circuit's events come from. Scoped, so one a circuit.</summary>
internal sealed class CircuitStaff(AuthenticationStateProvider authentication)
{
    /// <summary>Null when nobody of the staff is signed in.</summary>
    public async Task<StaffCaller?> FindAsync() => StaffClaims.Read((await authentication.GetAuthenticationStateAsync()).User, Correlation.Next());

    /// <summary>The caller for one action, with a correlation id of its own.</summary>
    /// <exception cref="SessionOverException">Nobody is signed in any more.</exception>
    public async Task<StaffCaller> GetAsync() => await FindAsync() ?? throw new SessionOverException();
}
