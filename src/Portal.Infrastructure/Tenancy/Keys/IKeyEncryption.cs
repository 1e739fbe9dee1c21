namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>
/// Whatever wraps data keys, and never lets its own key out. Each owner has a key-encryption key of its own there, outside the database and its
/// backups: destroying that makes every copy of the owner's data keys worthless.
/// </summary>
/// <remarks>Fails with <see cref="Portal.Domain.Tenancy.Keys.KeyFailureException"/>: not available now, or destroyed.</remarks>
public interface IKeyEncryption
{
    /// <summary>file, vault, aws or azure; also in the table.</summary>
    string Provider { get; }

    /// <summary>By the owner's newest key-encryption key, which is made when there is none.</summary>
    Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken);

    /// <returns>The key; the caller clears it.</returns>
    Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken);

    /// <summary>From now on a newer key-encryption key wraps; older ones still unwrap. Nothing where the service rotates by itself.</summary>
    Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken);

    /// <summary>Destroys the owner's key-encryption keys, all versions; again without effect.</summary>
    /// <returns>What is gone, in a sentence; what is not, too.</returns>
    Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken);
}
