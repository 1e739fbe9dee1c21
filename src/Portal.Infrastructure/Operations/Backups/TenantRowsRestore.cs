using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>A tenant's rows, from the backup's database to the one where it lives.</summary>
internal static class TenantRowsRestore
{
    // What an absent tenant's row becomes: suspended, so that somebody looks before people do, and in the shared schema of the shared database.
    private const string Add =
        """
        insert into portal.tenant select * from jsonb_populate_record(null::portal.tenant, $1::jsonb || jsonb_build_object(
            'slug', $2::text, 'namespace', 'tenant-' || $2::text, 'state', 'suspended', 'state_before', 'active', 'suspension_reason', 'requested', 'delete_after', null,
            'isolation', 'shared', 'data_schema', null, 'database_name', null, 'updated_at', now()))
        """;

    // Put in by an ordinary insert, so that it is counted like any other until it is gone.
    private const string KeepInstallation =
        """
        with kept as (
            insert into installation select * from jsonb_populate_recordset(null::installation, $1::jsonb) live
            where not exists (select from installation i where i.tenant_id = live.tenant_id and (i.id = live.id or i.plugin_id = live.plugin_id and i.state <> 'removed'))
            returning id)
        select coalesce(string_agg(id::text, ' '), '') from kept
        """;

    /// <summary>For a tenant that is here: everything but what is kept is replaced. What runs here and the backup does not know is kept to be uninstalled.</summary>
    /// <returns>How many rows came back, and what runs here that the backup does not know.</returns>
    /// <exception cref="BackupRefusedException">Something of it is under way.</exception>
    public static async Task<(long Rows, IReadOnlyList<InstallationId> Strange)> ReplaceAsync(TenantUnitOfWork from, TenantUnitOfWork to, CancellationToken cancellationToken)
    {
        if (await Statements.TextAsync(to, "select id::text from operation where tenant_id = $1 and state = 'running' and lease_until >= $2 limit 1", cancellationToken, to.Tenant.Value, to.Now) is { } busy)
        {
            throw new BackupRefusedException("tenant", $"The operation {busy} of the tenant is under way. Wait until it is over.");
        }

        var installed = await Statements.TextAsync(
            to, "select coalesce(jsonb_agg(to_jsonb(i)), '[]')::text from installation i where i.tenant_id = $1 and i.state <> 'removed'", cancellationToken, to.Tenant.Value);
        var tables = await TenantTables.ReadAsync(to, cancellationToken);
        foreach (var table in tables.Reverse().Where(t => !TenantRestoreSelection.IsKept(t.Name) && t.Name != "outbox_message"))
        {
            await Statements.RunAsync(to, "select portal.remove_tenant_rows(to_regclass(quote_ident($1)))", cancellationToken, table.Name);
        }

        var rows = await CopyAsync(from, to, tables.Where(t => !TenantRestoreSelection.IsKept(t.Name)), cancellationToken);
        var strange = await Statements.TextAsync(to, KeepInstallation, cancellationToken, installed!);
        var name = await Statements.TextAsync(from, "select name from portal.tenant where id = $1", cancellationToken, from.Tenant.Value);
        await Statements.RunAsync(to, "update portal.tenant set name = $2, updated_at = $3 where id = $1", cancellationToken, to.Tenant.Value, name!, to.Now);
        return (rows, [.. strange!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new InstallationId(Guid.Parse(id)))]);
    }

    /// <summary>For a tenant that is not here.</summary>
    /// <returns>How many rows came.</returns>
    public static async Task<long> AddAsync(TenantUnitOfWork from, TenantUnitOfWork to, string slug, CancellationToken cancellationToken)
    {
        var row = await Statements.TextAsync(from, "select to_jsonb(t)::text from portal.tenant t where t.id = $1", cancellationToken, from.Tenant.Value);
        await Statements.RunAsync(to, Add, cancellationToken, row!, slug);
        var rows = await CopyAsync(from, to, (await TenantTables.ReadAsync(to, cancellationToken)).Where(t => !TenantRestoreSelection.NotForNew.Contains(t.Name)), cancellationToken);
        await Statements.RunAsync(
            to,
            "update operation set state = 'canceled', error = 'The tenant was restored from a backup', finished_at = $2, lease_until = null where tenant_id = $1 and state in ('queued', 'running')",
            cancellationToken, to.Tenant.Value, to.Now);
        return rows;
    }

    private static async Task<long> CopyAsync(TenantUnitOfWork from, TenantUnitOfWork to, IEnumerable<TenantTable> tables, CancellationToken cancellationToken)
    {
        // A row may refer to a later one of its own table.
        await Statements.RunAsync(to, "set constraints all deferred", cancellationToken);
        var rows = 0L;
        foreach (var table in tables.Where(t => !TenantRestoreSelection.Ended.Contains(t.Name)))
        {
            rows += await RowCopy.RunAsync(from, to, table, cancellationToken);
        }

        return rows;
    }
}
