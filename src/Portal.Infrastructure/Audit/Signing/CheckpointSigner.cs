using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Audit;

namespace Portal.Infrastructure.Audit.Signing;

/// <summary>Signs checkpoints with the key of a file: PKCS#8 in PEM, as <c>openssl genpkey -algorithm ed25519</c> writes it.</summary>
public sealed class CheckpointSigner
{
    // RFC 8410: what stands before the 32 bytes of every Ed25519 private key.
    private static readonly byte[] Prefix = Convert.FromHexString("302e020100300506032b657004220420");
    private readonly byte[] _seed;

    private CheckpointSigner(string name, byte[] seed)
    {
        _seed = seed;
        Key = new(name, Ed25519.PublicKey(seed));
    }

    /// <summary>Who checks with it.</summary>
    public NoteKey Key { get; }

    /// <exception cref="FormatException">This is no such file's content.</exception>
    /// <exception cref="PlatformNotSupportedException">OpenSSL's library is not there.</exception>
    public static CheckpointSigner FromPem(string name, string pem)
    {
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] != "PRIVATE KEY")
        {
            throw new FormatException("it is no PEM file with a PRIVATE KEY");
        }

        var der = Convert.FromBase64String(pem[found.Base64Data]);
        return der.Length == Prefix.Length + Ed25519.SeedSize && der.AsSpan().StartsWith(Prefix)
            ? new(name, der[Prefix.Length..])
            : throw new FormatException("its key is no Ed25519 key");
    }

    /// <summary>A new key as such a file's content.</summary>
    public static string NewPem() => PemEncoding.WriteString("PRIVATE KEY", [.. Prefix, .. RandomNumberGenerator.GetBytes(Ed25519.SeedSize)]) + "\n";

    /// <returns>The note.</returns>
    public string Sign(AuditCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return SignedNote.Write(checkpoint.Text, Key, Ed25519.Sign(_seed, Encoding.UTF8.GetBytes(checkpoint.Text)));
    }
}
