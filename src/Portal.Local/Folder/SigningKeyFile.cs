using System.Security.Cryptography;

namespace Portal.Local.Folder;

/// <summary>An Ed25519 key made once per data folder, as <c>openssl genpkey -algorithm ed25519</c> writes it.</summary>
internal static class SigningKeyFile
{
    // RFC 8410: what stands before the 32 bytes of every Ed25519 private key.
    private static readonly byte[] Prefix = Convert.FromHexString("302e020100300506032b657004220420");

    /// <returns>The path.</returns>
    public static string Ensure(string path)
    {
        if (!File.Exists(path))
        {
            PrivateFile.Write(path, PemEncoding.WriteString("PRIVATE KEY", [.. Prefix, .. RandomNumberGenerator.GetBytes(32)]) + "\n");
        }

        return path;
    }
}
