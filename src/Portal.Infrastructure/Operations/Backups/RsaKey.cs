using System.Security.Cryptography;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// An RSA key: with its public half backups are made, with its private half they are opened, so the machine that makes them cannot read them. The
/// backup's name is bound in by the part keys that follow from what is wrapped.
/// </summary>
internal sealed class RsaKey(RSA rsa) : IRecipient, IOpener, IDisposable
{
    public const string Kind = "rsa-oaep-256";
    private const int LeastBits = 3072;

    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()))[..32];

    /// <exception cref="BackupRefusedException">It is no such key, or too short a one.</exception>
    public static RsaKey Read(string pem, string file)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= LeastBits ? new(rsa) : throw Unusable($"has {rsa.KeySize} bits; {LeastBits} are the least");
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            throw Unusable("is not an RSA key in PEM without a passphrase");
        }
        catch
        {
            rsa.Dispose();
            throw;
        }

        BackupRefusedException Unusable(string fault) => new("key", $"The key in {file} {fault}. Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:4096");
    }

    public WrappedKey Wrap(byte[] contentKey, string backup) => new(Kind, Fingerprint, Convert.ToBase64String(rsa.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA256)));

    public byte[]? Unwrap(WrappedKey key, string backup)
    {
        if (key.Kind != Kind || key.Recipient != Fingerprint)
        {
            return null;
        }

        try
        {
            return rsa.Decrypt(Convert.FromBase64String(key.Wrapped), RSAEncryptionPadding.OaepSHA256);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public void Dispose() => rsa.Dispose();
}
