using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Portal.Access;

/// <summary>Every event that a browser sends into a circuit comes through here: from one whose session is over, or who is another tenant's, none arrives.</summary>
internal sealed class CircuitGate(AuthenticationStateProvider authentication, CircuitTenant tenant) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (tenant.Admits(state.User) || tenant.AdmitsStaff(state.User))
        {
            await next(context);
        }
    };
}
