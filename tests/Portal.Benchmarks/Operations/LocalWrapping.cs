using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Benchmarks.Operations;

/// <summary>Wraps nothing: what a key service costs is not measured here.</summary>
internal sealed class LocalWrapping : IKeyEncryption
{
    public string Provider => "bench";

    public Task<WrappedKey> WrapAsync(KeyOwner owner, ReadOnlyMemory<byte> key, CancellationToken cancellationToken) => Task.FromResult(new WrappedKey(Provider, "none", key.ToArray()));

    public Task<byte[]> UnwrapAsync(KeyOwner owner, WrappedKey wrapped, CancellationToken cancellationToken) => Task.FromResult(wrapped.Bytes.ToArray());

    public Task RotateAsync(KeyOwner owner, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> DestroyAsync(KeyOwner owner, CancellationToken cancellationToken) => Task.FromResult("Nothing.");
}
