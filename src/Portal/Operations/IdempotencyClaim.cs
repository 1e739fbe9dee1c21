using Portal.Domain.Access;

namespace Portal.Operations;

/// <param name="Fingerprint">SHA-256 of the request's body as it was understood.</param>
internal sealed record IdempotencyClaim(Caller Caller, string Route, string Key, byte[] Fingerprint);
