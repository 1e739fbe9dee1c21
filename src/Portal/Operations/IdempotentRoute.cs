namespace Portal.Operations;

/// <summary>Marks a route that needs an Idempotency-Key, for the OpenAPI document and the tests.</summary>
/// <param name="AnswersSecret">The answer holds a secret that is shown once: it is stored encrypted.</param>
internal sealed record IdempotentRoute(bool AnswersSecret = false);
