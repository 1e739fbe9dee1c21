using System.Collections.Concurrent;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>What this process knows of a tenant's keys, until it has to ask again. Keys are unwrapped when first used.</summary>
internal sealed class KeySet(TenantId tenant, IReadOnlyList<KeyRecord> records, IKeyEncryption provider, DateTimeOffset until) : IDisposable
{
    private readonly ConcurrentDictionary<int, DataKey> _keys = new();
    private readonly SemaphoreSlim _unwrapping = new(1, 1);
    private bool _disposed;

    public DateTimeOffset Until => until;

    /// <summary>Null when the tenant has none.</summary>
    public KeyRecord? Active { get; } = records.FirstOrDefault(record => record.State.MaySeal());

    /// <summary>The version of the newest one; 0 when there is none.</summary>
    public int Newest { get; } = records.Select(record => record.Version).DefaultIfEmpty().Max();

    /// <summary>There were keys, and all are gone.</summary>
    public bool IsDestroyed { get; } = records.Count > 0 && records.All(record => record.State == KeyState.Destroyed);

    public KeyRecord? Find(int version) => records.FirstOrDefault(record => record.Version == version);

    /// <exception cref="KeyFailureException">Destroyed, or the provider is away.</exception>
    public async ValueTask<DataKey> GetAsync(KeyRecord record, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(record.Version, out var known))
        {
            return known;
        }

        if (record.Wrapped is not { } wrapped)
        {
            throw KeyFailures.Destroyed(KeyOwner.Of(tenant));
        }

        await _unwrapping.WaitAsync(cancellationToken);
        try
        {
            if (_keys.TryGetValue(record.Version, out known))
            {
                return known;
            }

            var key = new DataKey(record.Version, await provider.UnwrapAsync(KeyOwner.Of(tenant), wrapped, cancellationToken));
            ObjectDisposedException.ThrowIf(Keep(key), this);
            return key;
        }
        finally
        {
            _unwrapping.Release();
        }
    }

    public void Dispose()
    {
        lock (_keys)
        {
            _disposed = true;
            foreach (var key in _keys.Values)
            {
                key.Dispose();
            }
        }
    }

    private bool Keep(DataKey key)
    {
        lock (_keys)
        {
            if (_disposed)
            {
                key.Dispose();
            }
            else
            {
                _keys[key.Version] = key;
            }

            return _disposed;
        }
    }
}
