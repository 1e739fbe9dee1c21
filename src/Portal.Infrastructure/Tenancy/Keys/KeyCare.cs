using System.Security.Cryptography;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>What is done to a tenant's keys over their life: sealing anew, wrapping anew, destroying. Cut off anywhere, each goes on when run again.</summary>
public sealed class KeyCare(TenantUnitOfWorks units, TenantKeys keys, IKeyEncryption provider)
{
    /// <summary>Rows that are sealed anew in one transaction.</summary>
    public const int Batch = 200;

    public async Task<IReadOnlyList<KeyRecord>> ReadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        return await KeyTable.ReadAsync(work, cancellationToken);
    }

    /// <summary>Seals by the active key whatever an older one sealed, column by column; then the older keys have nothing to do any more.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="told">Is told now and then how many values are done, and of how many.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>How many values.</returns>
    public async Task<long> SealAnewAsync(TenantId tenant, Func<long, long, Task> told, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(tenant, cancellationToken)).FirstOrDefault(record => record.State.MaySeal()) is not { } active)
        {
            return 0;
        }

        // Of a key that was made this moment, perhaps by another process, this one may not have heard.
        keys.Forget(tenant);
        var (count, total) = (0L, await CountAsync(tenant, active.Version, cancellationToken));
        foreach (var column in SealedColumn.All)
        {
            while (await SealAnewAsync(tenant, column, active.Version, cancellationToken) is var some and > 0)
            {
                count += some;
                await told(count, Math.Max(count, total));
            }
        }

        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        await KeyTable.RetireAsync(work, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return count;
    }

    /// <summary>Wraps all of the tenant's data keys by the newest key-encryption key. What they sealed stays as it is.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WrapAnewAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var count = 0;
        var owner = KeyOwner.Of(tenant);
        foreach (var record in await ReadAsync(tenant, cancellationToken))
        {
            if (record.Wrapped is not { } before)
            {
                continue;
            }

            var key = await provider.UnwrapAsync(owner, before, cancellationToken);
            try
            {
                var after = await provider.WrapAsync(owner, key, cancellationToken);
                await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
                count += await KeyTable.RewrapAsync(work, record.Version, before, after, cancellationToken) ? 1 : 0;
                await work.CommitAsync(cancellationToken);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }

        return count;
    }

    /// <summary>Makes everything that was ever sealed for the tenant unreadable, wherever copies of it are.</summary>
    /// <returns>What is gone, in a sentence.</returns>
    public async Task<string> DestroyAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        // The provider first: until it has done so, an attempt that is cut off leaves rows that say that there is something to do.
        var gone = await provider.DestroyAsync(KeyOwner.Of(tenant), cancellationToken);
        await using (var work = await units.BeginInAnyStateAsync(tenant, cancellationToken))
        {
            await KeyTable.DestroyAsync(work, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        keys.Forget(tenant);
        return $"Its data keys are destroyed. {gone}";
    }

    private async Task<int> SealAnewAsync(TenantId tenant, SealedColumn column, int version, CancellationToken cancellationToken)
    {
        var found = await FindAsync(tenant, column, version, cancellationToken);
        var values = new List<(Guid Row, byte[] Before, byte[] After)>(found.Count);
        foreach (var (row, before) in found)
        {
            var place = column.Of(tenant, row);
            var plaintext = await keys.OpenAsync(place, Sealed.Of(before), cancellationToken);
            try
            {
                values.Add((row, before, (await keys.SealAsync(place, plaintext, cancellationToken)).ToArray()));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(plaintext);
            }
        }

        if (values.Count == 0)
        {
            return 0;
        }

        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        // A value that was written meanwhile is left: whoever wrote it sealed it by the newest key he knew.
        await using var update = work.Command(
            $"""
            update "{column.Table}" t set "{column.Column}" = v.after from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as v (id, before, after)
            where t.tenant_id = $1 and t.id = v.id and t."{column.Column}" = v.before
            """);
        update.With(tenant.Value, values.Select(v => v.Row).ToArray(), values.Select(v => v.Before).ToArray(), values.Select(v => v.After).ToArray());

        await update.ExecuteNonQueryAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return values.Count;
    }

    /// <summary>Values that older keys sealed.</summary>
    private async Task<long> CountAsync(TenantId tenant, int version, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        var total = 0L;
        foreach (var column in SealedColumn.All)
        {
            await using var count = work.Command($"""select count(*) from "{column.Table}" t where t.tenant_id = $1 and {Older(column)}""").With(tenant.Value, version);
            total += (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        }

        return total;
    }

    /// <summary>The version is in bytes 2 to 5 of the header; $2 is the active one.</summary>
    private static string Older(SealedColumn column) => $"""t."{column.Column}" is not null and substring(t."{column.Column}" from 2 for 4) < int4send($2)""";

    private async Task<List<(Guid Row, byte[] Value)>> FindAsync(TenantId tenant, SealedColumn column, int version, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        await using var select = work.Command(
            $"""
            select id, "{column.Column}" from "{column.Table}" t
            where t.tenant_id = $1 and {Older(column)} order by id limit $3
            """);
        select.With(tenant.Value, version, Batch);

        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, byte[])>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add((row.GetGuid(0), row.GetFieldValue<byte[]>(1)));
        }

        return found;
    }
}
