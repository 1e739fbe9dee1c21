using Portal.Api;

namespace Portal.Tenancy;

internal sealed class HostRuleFilter(Func<HttpContext, bool> holds) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => holds(context.HttpContext)
        ? next(context)
        : ValueTask.FromResult<object?>(ProblemMapper.Write(
            StatusCodes.Status404NotFound, "resource.not-found", "Not found", "There is nothing at this address. Check its spelling.", [], context.HttpContext));
}
