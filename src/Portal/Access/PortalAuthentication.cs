using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Api;
using Portal.Domain.Tenancy;
using Portal.Tenancy;

namespace Portal.Access;

/// <summary>
/// Cookie or API key to principal; on the root host, the cookie of one of the staff. A key that names another tenant than the host does is 404, as if nothing were here.
/// A cookie counts for a change only when the request comes from a page of this very host.
/// </summary>
internal sealed partial class PortalAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Authenticator authenticator,
    SessionCookie cookie,
    StaffSessions staff,
    StaffCookie staffCookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.FindTenant() is not { } tenant)
        {
            return await StaffAsync();
        }

        string? header = Request.Headers.Authorization;
        var correlation = Correlation.Id(Context);
        if (header is not null && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            var token = ApiKeyToken.Parse(header[Bearer.Length..].Trim());
            if (token is not null && token.Tenant != tenant.Id)
            {
                Context.Features.Set(new ForeignKeyFeature());
                LogForeignKey(Logger, tenant.Id.ToString(), token.Tenant.ToString());
                return AuthenticateResult.Fail("The key is another tenant's.");
            }

            var byKey = token is null ? null : await authenticator.ByKeyAsync(token, correlation, Context.RequestAborted);
            return byKey is null ? AuthenticateResult.Fail("The key is not valid.") : Success(new(PortalClaims.Write(byKey with { Address = Context.Address() }, null, tenant.State.Service()), Scheme.Name));
        }

        if (cookie.Read(Request) is not { Length: > 0 and <= 100 } secret)
        {
            return AuthenticateResult.NoResult();
        }

        var bySession = await authenticator.BySessionAsync(tenant.Id, secret, correlation, Context.RequestAborted);
        if (bySession is not { } found)
        {
            LogUnknownSession(Logger, tenant.Id.ToString());
            return AuthenticateResult.Fail("The session is over.");
        }

        return Success(new(PortalClaims.Write(found.Caller with { Address = Context.Address() }, found.Session, tenant.State.Service()), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return Context.Features.Get<ForeignKeyFeature>() is not null
                ? UnknownHost.WriteAsync(Context)
                : ProblemMapper.ToResult(new NotSignedIn(Expired: HasCredentials()), Context).ExecuteAsync(Context);
        }

        Response.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(Request.Path + Request.QueryString));
        return Task.CompletedTask;
    }

    /// <summary>On the root host there is nobody to be but one of the staff.</summary>
    private async Task<AuthenticateResult> StaffAsync() =>
        staffCookie.Read(Request) is { Length: > 0 and <= 100 } secret && await staff.FindAsync(secret, Correlation.Id(Context), Context.Address(), Context.RequestAborted) is { } found
            ? Success(new(found, Scheme.Name))
            : AuthenticateResult.NoResult();

    private static AuthenticateResult Success(AuthenticationTicket ticket) => AuthenticateResult.Success(ticket);

    private bool HasCredentials() => Request.Headers.Authorization.Count > 0 || cookie.Read(Request) is not null;

    [LoggerMessage(111, LogLevel.Warning, "Security: an API key of tenant {Other} was sent to tenant {Tenant} and refused")]
    private static partial void LogForeignKey(ILogger logger, string tenant, string other);

    // Sessions are looked for in the host's tenant alone, so one of another tenant's is as unknown as one that never was.
    [LoggerMessage(112, LogLevel.Information, "Security: a session cookie that tenant {Tenant} does not know, or that is over, was refused")]
    private static partial void LogUnknownSession(ILogger logger, string tenant);
}
