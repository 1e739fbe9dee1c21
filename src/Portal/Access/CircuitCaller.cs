using Microsoft.AspNetCore.Components.Authorization;
using Portal.Api;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>
/// Who a circuit's events come from: the principal it was opened with, revalidated while it lives. Scoped, so one a circuit; the tenant in it never changes.
/// </summary>
internal sealed class CircuitCaller(AuthenticationStateProvider authentication)
{
    /// <summary>The caller for one action, with a correlation id of its own.</summary>
    /// <exception cref="SessionOverException">Nobody is signed in any more.</exception>
    public async Task<Caller> GetAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return PortalClaims.Read(state.User, Correlation.Next()) ?? throw new SessionOverException();
    }
}
