using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Npgsql;
using Portal.Api;
using Portal.Domain.Operations;
using Portal.Operations;

namespace Portal.Access;

/// <summary>
/// Closes the door on a circuit whose session was revoked, ran out, whose member was disabled, or whose tenant is not served any more:
/// that at once when it is announced, and everything within five seconds.
/// </summary>
internal sealed class SessionRevalidation : RevalidatingServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));
    private readonly Authenticator _authenticator;
    private readonly StaffSessions _staff;
    private readonly LiveEvents _events;
    private IDisposable? _subscription;

    public SessionRevalidation(ILoggerFactory loggers, Authenticator authenticator, StaffSessions staff, LiveEvents events)
        : base(loggers)
    {
        (_authenticator, _staff, _events) = (authenticator, staff, events);
        AuthenticationStateChanged += Follow;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (StaffClaims.ReadSession(authenticationState.User) is { } staffSession)
        {
            return await HoldsAsync(() => _staff.HoldsAsync(staffSession, cancellationToken));
        }

        if (PortalClaims.Read(authenticationState.User, Correlation.Next()) is not { } caller
            || PortalClaims.ReadSession(authenticationState.User) is not { } session)
        {
            return false;
        }

        return await HoldsAsync(() => _authenticator.HoldsAsync(caller.Tenant, session, PortalClaims.ReadService(authenticationState.User), cancellationToken));
    }

    protected override void Dispose(bool disposing)
    {
        AuthenticationStateChanged -= Follow;
        _subscription?.Dispose();
        base.Dispose(disposing);
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            // While the database is away nothing can be read through this circuit anyway; signing people out would lose their place.
            return true;
        }
    }

    private void Follow(Task<AuthenticationState> changed) => _ = FollowAsync(changed);

    private async Task FollowAsync(Task<AuthenticationState> changed)
    {
        var state = await changed;
        _subscription?.Dispose();
        _subscription = PortalClaims.Read(state.User, "") is { } caller
            ? _events.Subscribe(caller.Tenant, happened => _ = happened.Topic == Topic.Tenant ? LookAsync(state) : Task.CompletedTask)
            : null;
    }

    private async Task LookAsync(AuthenticationState state)
    {
        if (!await ValidateAuthenticationStateAsync(state, CancellationToken.None))
        {
            SetAuthenticationState(Task.FromResult(Nobody));
        }
    }
}
