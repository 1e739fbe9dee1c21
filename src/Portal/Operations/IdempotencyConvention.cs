namespace Portal.Operations;

internal static class IdempotencyConvention
{
    /// <summary>The route needs an Idempotency-Key and takes effect once a key.</summary>
    /// <param name="route">Whose.</param>
    /// <param name="answersSecret">Its answer holds a secret that is shown once.</param>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route, bool answersSecret = false) =>
        route.AddEndpointFilter<IdempotencyFilter>().WithMetadata(new IdempotentRoute(answersSecret));
}
