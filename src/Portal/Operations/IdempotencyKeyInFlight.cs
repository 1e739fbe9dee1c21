using Portal.Domain;

namespace Portal.Operations;

internal sealed record IdempotencyKeyInFlight(string Key)
    : Error(ErrorKind.Conflict, "idempotency.key.in-flight", "The first request is still under way",
        $"A request with the Idempotency-Key \"{FieldText.Excerpt(Key)}\" is still running. Try again in a moment.");
