using Portal.Api;
using Portal.Domain;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Access;

internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").OnTenantHost().WithTags("Access");
        group.MapPost("/sessions", OpenSessionAsync).WithSummary("Sign in; the session is a cookie");
        group.MapDelete("/sessions/current", CloseSessionAsync).RequireAuthorization().WithSummary("Sign out");
        group.MapGet("/me", Me).RequireAuthorization().WithSummary("Who is signed in, and to which tenant");
        group.MapGet("/members", async (AccessQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.MembersAsync(context.Caller(), cancellationToken)).ToApi(context, members => new(200, new Page<MemberView>(members, null))))
            .RequireAuthorization().WithSummary("The people of this tenant");
        group.MapGet("/api-keys", async (AccessQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ApiKeysAsync(context.Caller(), cancellationToken)).ToApi(context, keys => new(200, new Page<ApiKeyView>(keys, null))))
            .RequireAuthorization().WithSummary("The API keys of this tenant, without their secrets");
        group.MapPost("/api-keys", async (CreateApiKeyRequest request, CreateApiKey create, HttpContext context, CancellationToken cancellationToken) =>
            (await create.ExecuteAsync(context.Caller(), request, cancellationToken))
                .ToApi(context, key => new(StatusCodes.Status201Created, key, $"/api/v1/api-keys/{key.Id}")))
            .RequireAuthorization().Idempotent(answersSecret: true).WithSummary("Make an API key; its secret is shown once");
        group.MapDelete("/api-keys/{id}", async (string id, RevokeApiKey revoke, HttpContext context, CancellationToken cancellationToken) =>
            (await revoke.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, _ => new(StatusCodes.Status204NoContent, null)))
            .RequireAuthorization().WithSummary("Revoke an API key");
    }

    private static async Task<IResult> OpenSessionAsync(SignInRequest request, SignIn signIn, SessionCookie cookie, HttpContext context, CancellationToken cancellationToken)
    {
        var result = await signIn.ExecuteAsync(context.FindTenant()!.Id, request, Correlation.Id(context), context.Address(), cancellationToken);
        return result.ToApi(context, session =>
        {
            cookie.Write(context.Response, session);
            return new(StatusCodes.Status201Created, session, "/api/v1/sessions/current");
        });
    }

    private static async Task<IResult> CloseSessionAsync(SignOut signOut, SessionCookie cookie, HttpContext context, CancellationToken cancellationToken)
    {
        if (PortalClaims.ReadSession(context.User) is { } session)
        {
            await signOut.ExecuteAsync(context.Caller(), session, cancellationToken);
        }

        cookie.Clear(context.Response);
        return Results.NoContent();
    }

    private static IResult Me(HttpContext context)
    {
        var caller = context.Caller();
        var tenant = context.FindTenant()!;
        return Result<MeView>.Of(new(caller.Principal, caller.Name, caller.Kind.ToString(), caller.Role.ToString(), caller.Tenant.ToString(), tenant.Slug, tenant.Name, tenant.State.ToString()))
            .ToApi(context);
    }
}
