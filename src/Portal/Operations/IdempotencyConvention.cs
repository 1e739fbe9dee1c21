namespace Portal.Operations;

internal static class IdempotencyConvention
{
    /// <summary>The route needs an Idempotency-Key and takes effect once a key.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) => route.AddEndpointFilter<IdempotencyFilter>().WithMetadata(new IdempotentRoute());
}
