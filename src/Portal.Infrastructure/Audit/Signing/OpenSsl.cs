using System.Runtime.InteropServices;

namespace Portal.Infrastructure.Audit.Signing;

/// <summary>The few functions of libcrypto (1.1.1 or 3) that Ed25519 needs, found when first asked for.</summary>
internal sealed class OpenSsl
{
    /// <summary><c>EVP_PKEY_ED25519</c>.</summary>
    public const int Ed25519 = 1087;

    private static readonly string[] Names = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto-3-x64", "libcrypto"];

    private OpenSsl(nint library)
    {
        NewRawPrivateKey = Find<NewRawKey>(library, "EVP_PKEY_new_raw_private_key");
        NewRawPublicKey = Find<NewRawKey>(library, "EVP_PKEY_new_raw_public_key");
        GetRawPublicKey = Find<GetRawKey>(library, "EVP_PKEY_get_raw_public_key");
        FreeKey = Find<Free>(library, "EVP_PKEY_free");
        NewContext = Find<New>(library, "EVP_MD_CTX_new");
        FreeContext = Find<Free>(library, "EVP_MD_CTX_free");
        SignInit = Find<Init>(library, "EVP_DigestSignInit");
        Sign = Find<SignOnce>(library, "EVP_DigestSign");
        VerifyInit = Find<Init>(library, "EVP_DigestVerifyInit");
        Verify = Find<VerifyOnce>(library, "EVP_DigestVerify");
    }

    public delegate nint NewRawKey(int type, nint engine, byte[] key, nuint length);

    public delegate int GetRawKey(nint key, byte[] raw, ref nuint length);

    public delegate nint New();

    public delegate void Free(nint handle);

    public delegate int Init(nint context, nint keyContext, nint digest, nint engine, nint key);

    public delegate int SignOnce(nint context, byte[] signature, ref nuint signatureLength, byte[] message, nuint messageLength);

    public delegate int VerifyOnce(nint context, byte[] signature, nuint signatureLength, byte[] message, nuint messageLength);

    public NewRawKey NewRawPrivateKey { get; }

    public NewRawKey NewRawPublicKey { get; }

    public GetRawKey GetRawPublicKey { get; }

    public Free FreeKey { get; }

    public New NewContext { get; }

    public Free FreeContext { get; }

    public Init SignInit { get; }

    public SignOnce Sign { get; }

    public Init VerifyInit { get; }

    public VerifyOnce Verify { get; }

    public static OpenSsl Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return new(library);
            }
        }

        throw new PlatformNotSupportedException($"OpenSSL's library is needed to sign and check audit checkpoints, and none of {string.Join(", ", Names)} is there: install libssl3.");
    }

    private static T Find<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
