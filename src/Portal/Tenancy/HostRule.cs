namespace Portal.Tenancy;

/// <summary>Which hosts a route answers on: the public one, or tenants'. On the other kind it is not there.</summary>
internal static class HostRule
{
    public static TBuilder OnRootHost<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Require(context => context.FindTenant() is null);

    public static TBuilder OnTenantHost<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Require(context => context.FindTenant() is not null);

    private static TBuilder Require<TBuilder>(this TBuilder builder, Func<HttpContext, bool> holds)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter<TBuilder, HostRuleFilter>(_ => new(holds));

    private static TBuilder AddEndpointFilter<TBuilder, TFilter>(this TBuilder builder, Func<EndpointFilterFactoryContext, TFilter> filter)
        where TBuilder : IEndpointConventionBuilder
        where TFilter : IEndpointFilter => builder.AddEndpointFilterFactory((context, next) =>
    {
        var made = filter(context);
        return invocation => made.InvokeAsync(invocation, next);
    });
}
