using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Portal.Access;

/// <summary>Every event that a browser sends into a circuit comes through here: from one whose session is over, none arrives.</summary>
internal sealed class CircuitGate(AuthenticationStateProvider authentication) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (state.User.Identity is { IsAuthenticated: true })
        {
            await next(context);
        }
    };
}
