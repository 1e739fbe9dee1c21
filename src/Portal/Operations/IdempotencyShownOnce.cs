using Portal.Domain;

namespace Portal.Operations;

internal sealed record IdempotencyShownOnce(string Key)
    : Error(ErrorKind.Conflict, "idempotency.shown-once", "The answer was shown once",
        $"The request with the Idempotency-Key \"{FieldText.Excerpt(Key)}\" succeeded, and its answer held a secret that is not stored. Revoke what it made and use a new key.");
