using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Infrastructure.Access;

namespace Portal.Access;

internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(PortalClaims.Scheme).AddScheme<AuthenticationSchemeOptions, PortalAuthentication>(PortalClaims.Scheme, null);
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddSingleton(PasswordWork.Product);
        services.AddSingleton<Passwords>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<CreateApiKey>();
        services.AddSingleton<RevokeApiKey>();
        services.AddSingleton<AddMember>();
        services.AddSingleton<AccessQueries>();
        services.AddSingleton<StaffAccounts>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<StaffCookie>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<StaffSignOut>();
        services.AddSingleton<AddStaff>();
        services.AddSingleton<ChangeStaff>();
        // Scoped is one a circuit: the principal it was opened with.
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddScoped<CircuitTenant>();
        services.AddScoped<CircuitCaller>();
        services.AddScoped<CircuitStaff>();
        services.AddScoped<CircuitHandler, CircuitGate>();
    }
}
