namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>A data key that only its provider can unwrap.</summary>
/// <param name="Provider">As <see cref="IKeyEncryption.Provider"/>.</param>
/// <param name="KeyId">The key-encryption key and its version, in the provider's own words.</param>
/// <param name="Bytes">In the provider's own form.</param>
public sealed record WrappedKey(string Provider, string KeyId, byte[] Bytes);
