using Portal.Api;
using Portal.Domain.Access;

namespace Portal.Access;

internal static class StaffHttpContext
{
    /// <summary>Who of the staff asks. Only behind <see cref="StaffFilter"/>.</summary>
    public static StaffCaller Staff(this HttpContext context) =>
        StaffClaims.Read(context.User, Correlation.Id(context)) ?? throw new InvalidOperationException("This route is not behind the filter for staff.");
}
