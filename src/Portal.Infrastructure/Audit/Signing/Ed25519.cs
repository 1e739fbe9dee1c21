using System.Security.Cryptography;
using Portal.Domain.Audit;

namespace Portal.Infrastructure.Audit.Signing;

/// <summary>Ed25519 by OpenSSL's libcrypto: .NET has none. The command line has this file, too.</summary>
internal sealed class Ed25519 : ISignatureVerifier
{
    public const int SeedSize = 32;
    private const int SignatureSize = 64;

    // Throws once, with the names tried and what to install, rather than deep inside the first signature.
    private static readonly Lazy<OpenSsl> Library = new(OpenSsl.Load);

    /// <exception cref="PlatformNotSupportedException">OpenSSL's library is not there.</exception>
    public static void EnsureAvailable() => _ = Library.Value;

    public static byte[] PublicKey(byte[] seed)
    {
        var library = Library.Value;
        var key = Private(library, seed);
        try
        {
            var made = new byte[32];
            nuint length = 32;
            return library.GetRawPublicKey(key, made, ref length) == 1 ? made : throw Failed();
        }
        finally
        {
            library.FreeKey(key);
        }
    }

    public static byte[] Sign(byte[] seed, byte[] message)
    {
        var library = Library.Value;
        var key = Private(library, seed);
        var context = library.NewContext();
        try
        {
            var signature = new byte[SignatureSize];
            nuint length = SignatureSize;
            return library.SignInit(context, 0, 0, 0, key) == 1 && library.Sign(context, signature, ref length, message, (nuint)message.Length) == 1 ? signature : throw Failed();
        }
        finally
        {
            library.FreeContext(context);
            library.FreeKey(key);
        }
    }

    public bool Verify(byte[] publicKey, byte[] message, byte[] signature)
    {
        var library = Library.Value;
        if (publicKey.Length != 32 || signature.Length != SignatureSize)
        {
            return false;
        }

        var key = library.NewRawPublicKey(OpenSsl.Ed25519, 0, publicKey, 32);
        var context = library.NewContext();
        try
        {
            return key != 0 && library.VerifyInit(context, 0, 0, 0, key) == 1
                && library.Verify(context, signature, SignatureSize, message, (nuint)message.Length) == 1;
        }
        finally
        {
            library.FreeContext(context);
            library.FreeKey(key);
        }
    }

    private static nint Private(OpenSsl library, byte[] seed)
    {
        var key = seed.Length == SeedSize ? library.NewRawPrivateKey(OpenSsl.Ed25519, 0, seed, SeedSize) : 0;
        return key != 0 ? key : throw Failed();
    }

    private static CryptographicException Failed() => new("OpenSSL refused an Ed25519 key or signature.");
}
