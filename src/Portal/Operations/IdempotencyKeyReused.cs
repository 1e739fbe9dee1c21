using Portal.Domain;

namespace Portal.Operations;

internal sealed record IdempotencyKeyReused(string Key)
    : Error(ErrorKind.Unprocessable, "idempotency.key.reused", "The key was used for another request",
        $"The Idempotency-Key \"{FieldText.Excerpt(Key)}\" was used with another body. Use a new key for a new request.");
