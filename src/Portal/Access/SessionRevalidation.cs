using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Npgsql;
using Portal.Api;

namespace Portal.Access;

/// <summary>Closes the door on a circuit whose session was revoked, ran out, or whose member was disabled.</summary>
internal sealed class SessionRevalidation(ILoggerFactory loggers, Authenticator authenticator) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (PortalClaims.Read(authenticationState.User, Correlation.Next()) is not { } caller
            || PortalClaims.ReadSession(authenticationState.User) is not { } session)
        {
            return false;
        }

        try
        {
            return await authenticator.HoldsAsync(caller.Tenant, session, cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            // While the database is away nothing can be read through this circuit anyway; signing people out would lose their place.
            return true;
        }
    }
}
