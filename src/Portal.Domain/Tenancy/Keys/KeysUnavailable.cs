namespace Portal.Domain.Tenancy.Keys;

/// <summary>503: whatever wraps the data keys does not answer, so no secret is read or written.</summary>
/// <param name="Provider">Which: file, vault, aws or azure.</param>
/// <param name="Reason">For whoever runs the deployment; not told to tenants.</param>
public sealed record KeysUnavailable(string Provider, string Reason) : Error(
    ErrorKind.Unavailable,
    "keys.unavailable",
    "Secrets cannot be read or written now",
    "The service that keeps the encryption keys does not answer. Nothing was changed. Try again in a minute.");
