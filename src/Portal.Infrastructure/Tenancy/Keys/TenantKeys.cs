using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>
/// Seals and opens tenants' secrets. Call it outside a unit of work: it may open one of its own, and ask a key service over the network. Unwrapped keys
/// stay in memory for <see cref="Longest"/> at most, so an outage of the service is felt after that at the latest, and is then a refusal.
/// </summary>
/// <remarks>Fails with <see cref="KeyFailureException"/>.</remarks>
public sealed class TenantKeys(TenantUnitOfWorks units, IKeyEncryption provider, TimeProvider time) : IDisposable
{
    /// <summary>How long an unwrapped key may be used without asking again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>How many messages are counted at once, before they are sealed.</summary>
    internal const int Block = 4096;

    private readonly ConcurrentDictionary<TenantId, KeySet> _known = new();
    private readonly ConcurrentDictionary<(TenantId, int), StrongBox<long>> _reserved = new();
    private int _forgotten;

    /// <summary>By the tenant's active key, which is made when there is none.</summary>
    public async ValueTask<Sealed> SealAsync(SealedPlace place, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        while (true)
        {
            var keys = await FindAsync(place.Tenant, cancellationToken);
            if (keys.Active is not { } active)
            {
                if (keys.IsDestroyed)
                {
                    throw KeyFailures.Destroyed(KeyOwner.Of(place.Tenant));
                }

                await AddAsync(place.Tenant, keys.Newest, cancellationToken);
                continue;
            }

            try
            {
                var key = await keys.GetAsync(active, cancellationToken);
                await CountAsync(place.Tenant, active.Version, cancellationToken);
                return key.Seal(place, plaintext.Span);
            }
            catch (ObjectDisposedException)
            {
                Forget(place.Tenant, keys);
            }
        }
    }

    /// <returns>The plaintext; whoever asked clears it when done.</returns>
    public async ValueTask<byte[]> OpenAsync(SealedPlace place, Sealed value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var anew = false;
        while (true)
        {
            var keys = await FindAsync(place.Tenant, cancellationToken);
            if (keys.Find(value.Header.KeyVersion) is not { } record)
            {
                // Sealed by a key that is newer than what is known here; one that is nowhere was never this tenant's.
                if (anew)
                {
                    throw new KeyFailureException(keys.IsDestroyed ? new KeyDestroyed(KeyOwner.Of(place.Tenant).Name) : new SealedTampered(place));
                }

                anew = true;
                Forget(place.Tenant, keys);
                continue;
            }

            try
            {
                return (await keys.GetAsync(record, cancellationToken)).Open(place, value);
            }
            catch (ObjectDisposedException)
            {
                Forget(place.Tenant, keys);
            }
        }
    }

    /// <summary>Makes the tenant's first key, unless it has one.</summary>
    public async Task EnsureAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, cancellationToken) is { Active: null, IsDestroyed: false } keys)
        {
            await AddAsync(tenant, keys.Newest, cancellationToken);
        }
    }

    /// <summary>A new key seals from now on; older ones go on opening. Nothing when there is a newer one than <paramref name="newest"/> already.</summary>
    public Task RotateAsync(TenantId tenant, int newest, CancellationToken cancellationToken) => AddAsync(tenant, newest, cancellationToken);

    /// <summary>What is known of a tenant's keys is read again, and no key of it stays in memory.</summary>
    public void Forget(TenantId tenant)
    {
        Interlocked.Increment(ref _forgotten);
        if (_known.TryRemove(tenant, out var keys))
        {
            keys.Dispose();
        }
    }

    /// <summary>After a gap in the news.</summary>
    public void ForgetAll()
    {
        Interlocked.Increment(ref _forgotten);
        foreach (var tenant in _known.Keys)
        {
            Forget(tenant);
        }
    }

    /// <summary>Clears what may not be used any more, also where nobody asks.</summary>
    public void ForgetExpired()
    {
        foreach (var (tenant, keys) in _known)
        {
            if (keys.Until <= time.GetUtcNow())
            {
                Forget(tenant, keys);
            }
        }
    }

    public void Dispose() => ForgetAll();

    /// <summary>Makes the key that follows the newest one, unless somebody has done so since.</summary>
    private async Task AddAsync(TenantId tenant, int newest, CancellationToken cancellationToken)
    {
        await using (var work = await units.BeginInAnyStateAsync(tenant, cancellationToken))
        {
            var records = await KeyTable.ReadAsync(work, cancellationToken);
            if (records.Count > 0 && records.All(record => record.State == KeyState.Destroyed))
            {
                throw KeyFailures.Destroyed(KeyOwner.Of(tenant));
            }

            if (records.Select(record => record.Version).DefaultIfEmpty().Max() != newest)
            {
                Forget(tenant);
                return;
            }
        }

        // Outside any transaction: a key service may take its time.
        var key = RandomNumberGenerator.GetBytes(DataKey.Length);
        try
        {
            var wrapped = await provider.WrapAsync(KeyOwner.Of(tenant), key, cancellationToken);
            await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
            // Another process may have made this version: then that one counts.
            if (await KeyTable.AddAsync(work, newest + 1, wrapped, cancellationToken))
            {
                await work.CommitAsync(cancellationToken);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            Forget(tenant);
        }
    }

    private async ValueTask<KeySet> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(tenant, out var known))
        {
            if (known.Until > time.GetUtcNow())
            {
                return known;
            }

            Forget(tenant, known);
        }

        while (true)
        {
            var before = Volatile.Read(ref _forgotten);
            var until = time.GetUtcNow() + Longest;
            await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
            var read = new KeySet(tenant, await KeyTable.ReadAsync(work, cancellationToken), provider, until);
            // News that came while reading was perhaps about what was read.
            if (Volatile.Read(ref _forgotten) == before)
            {
                return _known.GetOrAdd(tenant, read);
            }
        }
    }

    private void Forget(TenantId tenant, KeySet keys)
    {
        if (_known.TryRemove(new(tenant, keys)))
        {
            keys.Dispose();
        }
    }

    /// <summary>The count in the table is never less than what was sealed, whoever dies.</summary>
    private async ValueTask CountAsync(TenantId tenant, int version, CancellationToken cancellationToken)
    {
        var reserved = _reserved.GetOrAdd((tenant, version), _ => new StrongBox<long>());
        if (Interlocked.Decrement(ref reserved.Value) >= 0)
        {
            return;
        }

        long seals;
        await using (var work = await units.BeginInAnyStateAsync(tenant, cancellationToken))
        {
            seals = await KeyTable.ReserveAsync(work, version, Block, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        Interlocked.Exchange(ref reserved.Value, Block - 1);
        if (seals is >= KeyLife.RotateAt)
        {
            await AddAsync(tenant, version, cancellationToken);
        }
    }
}
