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

    public string Provider => Name;

    public Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var version = folder.Newest(owner);
        if (version == 0)
        {
            folder.Make(owner, version = 1);
        }

        var bytes = Use(owner, version, secret => AesGcmBox.Close(secret, key.Span, Encoding.ASCII.GetBytes(owner.Name)));
        return Task.FromResult(new WrappedKey(Name, FileKeyFolder.IdOf(owner, version), bytes));
    }

    public Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        var key = Use(owner, FileKeyFolder.VersionOf(owner, wrapped.KeyId), secret => AesGcmBox.Open(secret, wrapped.Bytes, Encoding.ASCII.GetBytes(owner.Name)));
        return Task.FromResult(key
            ?? throw KeyFailures.Away(Name, $"{wrapped.KeyId} in {folder.Path} is another key than the one that wrapped: bring back the folder that belongs to this database."));
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

    private T Use<T>(KeyOwner owner, int version, Func<byte[], T> use)
    {
        var secret = folder.Read(owner, version);
        try
        {
            return use(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
