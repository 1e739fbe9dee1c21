using Portal.Api;
using Portal.Domain.Access;

namespace Portal.Access;

internal static class CallerHttpContext
{
    /// <summary>Who asks. Only behind <c>RequireAuthorization</c>.</summary>
    public static Caller Caller(this HttpContext context) =>
        PortalClaims.Read(context.User, Correlation.Id(context)) ?? throw new InvalidOperationException("This route must require authorization.");
}
