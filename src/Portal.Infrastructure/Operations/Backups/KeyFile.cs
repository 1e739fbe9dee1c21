using System.Security.Cryptography;
using System.Text;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>A key that lies in a file, for one machine: who makes backups with it can also open them.</summary>
internal sealed class KeyFile(byte[] key) : IRecipient, IOpener
{
    public const string Kind = "aes-256-gcm";
    public const string FirstWord = "portal-backup-key-1";

    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData([.. "portal backup key file"u8, .. key]))[..32];

    /// <summary>The text of a new one.</summary>
    public static string NewText() => $"{FirstWord} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(PartKey.Bytes))}\n";

    /// <exception cref="BackupRefusedException">It holds no such key.</exception>
    public static KeyFile Read(string text, string file)
    {
        var key = new byte[PartKey.Bytes];
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [FirstWord, var encoded]
            && Convert.TryFromBase64String(encoded, key, out var length) && length == PartKey.Bytes
            ? new(key)
            : throw new BackupRefusedException("key", $"{file} is not a key file. Make one with: dotnet Portal.dll backup key {file}");
    }

    public WrappedKey Wrap(byte[] contentKey, string backup) =>
        new(Kind, Fingerprint, Convert.ToBase64String(AesGcmBox.Close(key, contentKey, Encoding.UTF8.GetBytes(backup))));

    public byte[]? Unwrap(WrappedKey wrapped, string backup)
    {
        var bytes = new byte[PartFormat.NonceBytes + PartKey.Bytes + PartFormat.TagBytes];
        return wrapped.Kind == Kind && wrapped.Recipient == Fingerprint && Convert.TryFromBase64String(wrapped.Wrapped, bytes, out var length) && length == bytes.Length
            ? AesGcmBox.Open(key, bytes, Encoding.UTF8.GetBytes(backup))
            : null;
    }
}
