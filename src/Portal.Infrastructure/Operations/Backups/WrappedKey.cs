namespace Portal.Infrastructure.Operations.Backups;

/// <summary>The content key as one recipient can open it.</summary>
/// <param name="Kind"><c>rsa-oaep-256</c>, or <c>aes-256-gcm</c> for a key file.</param>
/// <param name="Recipient">Which key opens it: the beginning of a SHA-256 in hexadecimal digits, of the public key (SubjectPublicKeyInfo) or of the key file's key.</param>
/// <param name="Wrapped">Base64.</param>
public sealed record WrappedKey(string Kind, string Recipient, string Wrapped);
