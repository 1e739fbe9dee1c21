using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>A tenant's archives, from the order to their end. An archive is there as a whole or not at all.</summary>
public sealed class TenantExports(TenantUnitOfWorks units, OwnDatabases databases, TenantArchiveWriter writer, TimeProvider time)
{
    /// <summary>How long an archive can be downloaded.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>A further archive takes the oldest one's place.</summary>
    public const int MostKept = 3;

    /// <summary>Makes the archive. May be repeated: one that is ready is left as it is, one that was begun is begun again.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="export">Ordered before.</param>
    /// <param name="told">Is told of each table that is done, and how many rows it had.</param>
    /// <param name="cancellationToken">Stops; nothing of the archive is then kept.</param>
    /// <returns>False when there is nothing to do: it is there already, or was called off.</returns>
    public async Task<bool> MakeAsync(TenantId tenant, ExportId export, Func<TableProgress, long, Task> told, CancellationToken cancellationToken)
    {
        if (!await ChangeAsync(tenant, export, "update tenant_export set state = 'running' where tenant_id = $1 and id = $2 and state in ('queued', 'running')", [], cancellationToken))
        {
            return false;
        }

        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        await using var stream = new ExportChunkStream(work, export);
        var manifest = await writer.WriteAsync(tenant, stream, told, cancellationToken);
        var digest = Digest.OfSha256(await stream.CompleteAsync(cancellationToken));
        var now = PostgresClock.Now(time);
        await RunAsync(work,
            """
            update tenant_export set state = 'ready', rows = $3, bytes = $4, digest = $5, finished_at = $6, expires_at = $7
            where tenant_id = $1 and id = $2 and state = 'running'
            """, [tenant.Value, export.Value, manifest.Rows, stream.Length, digest.Value, now, now + Kept], cancellationToken);
        await ExpireAsync(work, "id in (select id from tenant_export where tenant_id = $1 and state = 'ready' order by finished_at desc, id desc offset $2)", MostKept, cancellationToken);
        work.Publish(Topic.Export, export.ToString());
        await work.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>It will not be made.</summary>
    public Task FailAsync(TenantId tenant, ExportId export, string reason, CancellationToken cancellationToken) => ChangeAsync(
        tenant, export, "update tenant_export set state = 'failed', error = $3, finished_at = $4 where tenant_id = $1 and id = $2 and state in ('queued', 'running')",
        [reason, PostgresClock.Now(time)], cancellationToken);

    /// <summary>Removes every tenant's archives whose time is over.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var tenant in await FindExpiredAsync(cancellationToken))
        {
            await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
            removed += await ExpireAsync(work, "expires_at < $2", PostgresClock.Now(time), cancellationToken);
            work.Publish(Topic.Export, "");
            await work.CommitAsync(cancellationToken);
        }

        return removed;
    }

    /// <summary>An archive that is ready, to be read from any place on, by somebody slow as well: no connection is held between two pieces.</summary>
    public async Task<Stream> OpenAsync(TenantId tenant, ExportId export, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(tenant, cancellationToken);
        await using var select = work.Command(
            "select sum(octet_length(content)) over (order by sequence) from tenant_export_chunk where tenant_id = $1 and export_id = $2 order by sequence");
        await using var rows = await select.With(tenant.Value, export.Value).ExecuteReaderAsync(cancellationToken);
        var ends = new List<long>();
        while (await rows.ReadAsync(cancellationToken))
        {
            ends.Add(rows.GetInt64(0));
        }

        return new ExportArchiveStream(this, tenant, export, [.. ends]);
    }

    /// <summary>One piece of an archive that is ready; null after the last.</summary>
    internal async Task<byte[]?> ReadChunkAsync(TenantId tenant, ExportId export, int sequence, CancellationToken cancellationToken)
    {
        // A unit of work for each piece: a slow reader holds no connection while he reads.
        await using var work = await units.BeginAsync(tenant, cancellationToken);
        await using var select = work.Command("select content from tenant_export_chunk where tenant_id = $1 and export_id = $2 and sequence = $3");
        select.With(tenant.Value, export.Value, sequence);
        return await select.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    private async Task<List<TenantId>> FindExpiredAsync(CancellationToken cancellationToken)
    {
        var tenants = new List<TenantId>();
        foreach (var database in databases.Platforms)
        {
            await using var select = database.Source.CreateCommand("select distinct tenant_id from portal.tenant_export where state = 'ready' and expires_at < $1");
            select.With(PostgresClock.Now(time));
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                tenants.Add(new(reader.GetGuid(0)));
            }
        }

        return tenants;
    }

    // The condition is one of ours, with $2 in it.
    private static async Task<int> ExpireAsync(TenantUnitOfWork work, string condition, object value, CancellationToken cancellationToken)
    {
        await using var expire = work.Command($"update tenant_export set state = 'expired' where tenant_id = $1 and state = 'ready' and {condition}");
        expire.With(work.Tenant.Value, value);
        var expired = await expire.ExecuteNonQueryAsync(cancellationToken);
        await RunAsync(work,
            """
            delete from tenant_export_chunk c using tenant_export e
            where c.tenant_id = $1 and e.tenant_id = $1 and e.id = c.export_id and e.state = 'expired'
            """, [work.Tenant.Value], cancellationToken);
        return expired;
    }

    private async Task<bool> ChangeAsync(TenantId tenant, ExportId export, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        var changed = await RunAsync(work, sql, [tenant.Value, export.Value, .. values], cancellationToken);
        work.Publish(Topic.Export, export.ToString());
        await work.CommitAsync(cancellationToken);
        return changed == 1;
    }

    private static async Task<int> RunAsync(TenantUnitOfWork work, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = work.Command(sql);
        command.With(values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
