using Portal.Api;

namespace Portal.Tenancy;

internal static class TenancyEndpoints
{
    public static void MapTenancy(this IEndpointRouteBuilder api) => api
        .MapPost("/tenants", async (SignUpRequest request, SignUp signUp, HttpContext context, CancellationToken cancellationToken) =>
            (await signUp.ExecuteAsync(request, Correlation.Id(context), cancellationToken))
                .ToApi(context, made => new(StatusCodes.Status201Created, made, made.Url)))
        .OnRootHost().WithSummary("Sign up: make a tenant and its first admin").WithTags("Tenancy");
}
