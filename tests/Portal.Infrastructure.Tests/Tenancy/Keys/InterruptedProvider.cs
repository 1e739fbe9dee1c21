using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>A provider that can be away, and that counts what it unwraps.</summary>
internal sealed class InterruptedProvider(IKeyEncryption inner) : IKeyEncryption
{
    private int _unwrapped;

    public bool IsAway { get; set; }

    public int Unwrapped => _unwrapped;

    public string Provider => inner.Provider;

    public Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken) => Here().WrapAsync(owner, key, cancellationToken);

    public Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _unwrapped);
        return Here().UnwrapAsync(owner, wrapped, cancellationToken);
    }

    public Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken) => Here().RotateAsync(owner, cancellationToken);

    public Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken) => Here().DestroyAsync(owner, cancellationToken);

    private IKeyEncryption Here() => IsAway ? throw KeyFailures.Away("file", "Unplugged by the test.") : inner;
}
