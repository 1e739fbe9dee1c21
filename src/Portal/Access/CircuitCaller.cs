using Microsoft.AspNetCore.Components.Authorization;
using Portal.Api;
using Portal.Components;
using Portal.Domain.Access;
using Portal.Layout;
using Portal.Tenancy.Limits;

namespace Portal.Access;

/// <summary>
/// Who a circuit's events come from: the principal it was opened with, revalidated while it lives. Scoped, so one a circuit; the tenant in it never changes.
/// Every action counts against the tenant's and the principal's rate, as requests do. A page that asks too often is slowed down rather than refused:
/// its actions wait, and it says so.
/// </summary>
internal sealed class CircuitCaller(AuthenticationStateProvider authentication, CircuitTenant tenant, CallerLimits limits, Toasts toasts, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The caller for one action, with a correlation id of its own.</summary>
    /// <exception cref="SessionOverException">Nobody is signed in any more, or somebody of another tenant.</exception>
    /// <exception cref="ScreenRefusedException">Even waiting did not help.</exception>
    public async Task<Caller> GetAsync()
    {
        var started = time.GetTimestamp();
        var told = false;
        while (true)
        {
            var state = await authentication.GetAuthenticationStateAsync();
            var caller = tenant.Admits(state.User) ? PortalClaims.Read(state.User, Correlation.Next())! : throw new SessionOverException();
            if (limits.Take(caller).Refusal is not { } limited)
            {
                return caller;
            }

            var wait = TimeSpan.FromSeconds(limited.RetryAfter);
            if (time.GetElapsedTime(started) + wait > Patience)
            {
                throw new ScreenRefusedException(limited);
            }

            if (!told)
            {
                toasts.Say(Tone.Warning, $"{limited.Who} asks more often than it may. This page goes on in {limited.RetryAfter} s.");
                told = true;
            }

            await Task.Delay(wait, time);
        }
    }
}
