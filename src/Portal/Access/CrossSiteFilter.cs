using Portal.Api;
using Portal.Domain;
using Portal.Hosting;

namespace Portal.Access;

/// <summary>Refuses changes that another site's page asks for with this site's cookie.</summary>
internal sealed class CrossSiteFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || RequestOrigin.IsOwn(request);
        return safe
            ? next(context)
            : ValueTask.FromResult<object?>(ProblemMapper.ToResult(new CrossSite(), context.HttpContext));
    }

    private sealed record CrossSite()
        : Error(ErrorKind.Forbidden, "request.cross-site", "Another site asked for this", "Changes are accepted from pages of this host, or from programs that send no Origin.");
}
