using Portal.Api;
using Portal.Tenancy;

namespace Portal.Access;

/// <summary>The platform's routes: to anybody but staff on the root host they are not there.</summary>
internal sealed class StaffFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        return request.FindTenant() is null && StaffClaims.Read(request.User, "") is not null
            ? next(context)
            : ValueTask.FromResult<object?>(ProblemMapper.Write(
                StatusCodes.Status404NotFound, "resource.not-found", "Not found", "There is nothing at this address. Check its spelling.", [], request));
    }
}
