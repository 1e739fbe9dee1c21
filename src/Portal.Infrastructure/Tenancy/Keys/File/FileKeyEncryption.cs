using System.Security.Cryptography;
using System.Text;

namespace Portal.Infrastructure.Tenancy.Keys.File;

/// <summary>
/// Key-encryption keys in files of mode 600, one file an owner and version: <c>tenant-….1.key</c>. For one machine whose disk is trusted; back the
/// folder up apart from the database.
/// </summary>
internal sealed class FileKeyEncryption(FileKeyFolder folder) : IKeyEncryption
{
    public const string Name = "file";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string Provider => Name;

    public Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var version = folder.Newest(owner);
        if (version == 0)
        {
            folder.Make(owner, version = 1);
        }

        var bytes = new byte[NonceLength + key.Length + TagLength];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        Use(owner, version, cipher => cipher.Encrypt(
            bytes.AsSpan(0, NonceLength), key.Span, bytes.AsSpan(NonceLength, key.Length), bytes.AsSpan(NonceLength + key.Length), Encoding.ASCII.GetBytes(owner.Name)));
        return Task.FromResult(new WrappedKey(Name, FileKeyFolder.IdOf(owner, version), bytes));
    }

    public Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        var key = new byte[wrapped.Bytes.Length - NonceLength - TagLength];
        var bytes = wrapped.Bytes;
        try
        {
            Use(owner, FileKeyFolder.VersionOf(owner, wrapped.KeyId), cipher => cipher.Decrypt(
                bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, key.Length), bytes.AsSpan(NonceLength + key.Length), key, Encoding.ASCII.GetBytes(owner.Name)));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw KeyFailures.Away(Name, $"{wrapped.KeyId} in {folder.Path} is another key than the one that wrapped: bring back the folder that belongs to this database.");
        }

        return Task.FromResult(key);
    }

    public Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        folder.Make(owner, folder.Newest(owner) + 1);
        return Task.CompletedTask;
    }

    public Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        folder.Destroy(owner);
        return Task.FromResult("Its key-encryption key's files are overwritten and removed. Copies of the folder elsewhere are not.");
    }

    private void Use(KeyOwner owner, int version, Action<AesGcm> use)
    {
        var secret = folder.Read(owner, version);
        try
        {
            using var cipher = new AesGcm(secret, TagLength);
            use(cipher);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
