using Portal.Api;
using Portal.Tenancy;

namespace Portal.Access;

internal static class StaffEndpoints
{
    /// <summary>The platform's own routes, on the root host.</summary>
    /// <returns>The group for what only staff may ask.</returns>
    public static RouteGroupBuilder MapStaff(this IEndpointRouteBuilder api)
    {
        api.MapPost("/platform/sessions", OpenSessionAsync).OnRootHost().WithTags("Platform").WithSummary("Sign in as one of the staff; the session is a cookie");
        var group = api.MapGroup("/platform").AddEndpointFilter<StaffFilter>().WithTags("Platform");
        group.MapDelete("/sessions/current", CloseSessionAsync).WithSummary("Sign out");
        group.MapGet("/me", (HttpContext context) => Results.Ok(new StaffView(context.Staff().Id.ToString(), context.Staff().Email, context.Staff().Role.ToString())))
            .WithSummary("Who of the staff is signed in");
        return group;
    }

    private static async Task<IResult> OpenSessionAsync(SignInRequest request, StaffSignIn signIn, StaffCookie cookie, HttpContext context, CancellationToken cancellationToken) =>
        (await signIn.ExecuteAsync(request, Correlation.Id(context), cancellationToken)).ToApi(context, session =>
        {
            cookie.Write(context.Response, session);
            return new(StatusCodes.Status201Created, session, "/api/v1/platform/sessions/current");
        });

    private static async Task<IResult> CloseSessionAsync(StaffSignOut signOut, StaffCookie cookie, HttpContext context, CancellationToken cancellationToken)
    {
        if (StaffClaims.ReadSession(context.User) is { } session)
        {
            await signOut.ExecuteAsync(context.Staff(), session, cancellationToken);
        }

        cookie.Clear(context.Response);
        return Results.NoContent();
    }
}
