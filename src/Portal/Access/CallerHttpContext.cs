using Portal.Api;
using Portal.Domain.Access;

namespace Portal.Access;

internal static class CallerHttpContext
{
    /// <summary>Who asks. Only behind <c>RequireAuthorization</c>.</summary>
    public static Caller Caller(this HttpContext context) =>
        PortalClaims.Read(context.User, Correlation.Id(context)) ?? throw new InvalidOperationException("This route must require authorization.");

    /// <summary>Where the request came from, for the audit log: the last proxy that is trusted has said so.</summary>
    public static string? Address(this HttpContext context) => context.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;
}
