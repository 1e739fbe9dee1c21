using Portal.Domain;

namespace Portal.Operations;

internal sealed record IdempotencyShownOnce(string Key)
    : Error(ErrorKind.Conflict, "idempotency.shown-once", "The answer was shown once",
        $"The request with the Idempotency-Key \"{FieldText.Excerpt(Key)}\" succeeded, and its answer held a secret that cannot be read again: the key service was away, or the tenant's keys are destroyed. Revoke what it made and use a new key.");
