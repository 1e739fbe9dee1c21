namespace Portal.Operations;

/// <summary>Marks a route that needs an Idempotency-Key, for the OpenAPI document and the tests.</summary>
internal sealed record IdempotentRoute;
