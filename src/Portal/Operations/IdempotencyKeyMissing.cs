using Portal.Domain;

namespace Portal.Operations;

internal sealed record IdempotencyKeyMissing()
    : Error(ErrorKind.Malformed, "idempotency.key.missing", "An Idempotency-Key is required",
        "Send a header Idempotency-Key with 1 to 255 characters that you have not used for another request, such as a UUID.");
