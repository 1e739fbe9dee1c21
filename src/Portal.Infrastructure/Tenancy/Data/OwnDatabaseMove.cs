using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// Moves a live tenant to a database of its own. Its lock is held alone while the rows are copied, so its units of work wait and then find it there.
/// The shared database's commit decides: until then the tenant lives where it did, and what an attempt that died left in the new database is cleared by
/// the next.
/// </summary>
public sealed class OwnDatabaseMove(TenantUnitOfWorks units, PlatformDatabase home, OwnDatabases databases)
{
    /// <param name="tenant">Who moves. In a database of its own already: nothing happens.</param>
    /// <param name="name">A name of <c>Database:Own</c> whose database has the schema and no other tenant.</param>
    /// <param name="correlationId">From the request that asked for it.</param>
    /// <param name="told">Is told of each table that is copied. It must not wait for anything of the tenant: the move holds its lock.</param>
    /// <param name="cancellationToken">Rolls the move back.</param>
    /// <returns>How many rows moved; null when there was nothing to move.</returns>
    /// <exception cref="InvalidOperationException">The settings name no such database, or another tenant has it.</exception>
    public async Task<long?> ExecuteAsync(TenantId tenant, string name, string correlationId, Func<TableProgress, Task> told, CancellationToken cancellationToken)
    {
        var target = databases.Get(name);
        // Before the lock: it may take long, and nobody has to wait for it.
        await CommonRows.BringAsync(home, target.Platform, cancellationToken);
        await CommonRows.BringAccountsAsync(home, target.Platform, cancellationToken);

        await using var from = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        await TenantLock.TakeAsync(from, cancellationToken);
        if (await Statements.TextAsync(from, "select 'own' from portal.tenant where id = $1 and isolation = 'database'", cancellationToken, tenant.Value) is not null)
        {
            return null;
        }

        await CommonRows.BringAsync(home, target.Platform, cancellationToken);
        await CommonRows.BringAccountsAsync(home, target.Platform, cancellationToken);
        await using var to = await units.BeginAtAsync(target.Platform.Source, tenant, cancellationToken);
        await ClearAsync(to, name, cancellationToken);
        var before = await Statements.TextAsync(from, "select isolation from portal.tenant where id = $1", cancellationToken, tenant.Value);
        var row = await Statements.TextAsync(
            from, "select (to_jsonb(t) || '{\"isolation\": \"database\", \"data_schema\": null}')::text from portal.tenant t where t.id = $1", cancellationToken, tenant.Value);
        await Statements.RunAsync(to, "select portal.take_common_rows('portal.tenant', jsonb_build_array($1::jsonb))", cancellationToken, row!);
        var tables = await TenantTables.ReadAsync(from, cancellationToken);
        var moved = 0L;
        for (var i = 0; i < tables.Count; i++)
        {
            moved += await RowCopy.RunAsync(from, to, tables[i], cancellationToken);
            await told(new(tables[i].Name, i + 1, tables.Count));
        }

        to.Audit(
            new(tenant, PrincipalKind.System, default, "platform", "Portal", Role.Admin, correlationId),
            new AuditEntry("tenant.moved", "tenant", tenant.ToString(), "", new Dictionary<string, string> { ["isolation"] = "database", ["database"] = name })
            {
                Changes = [new("isolation", Enum.Parse<TenantIsolation>(before!, ignoreCase: true).ToString(), nameof(TenantIsolation.Database))],
            });
        await to.CommitAsync(cancellationToken);
        await LeaveAsync(from, tables, name, cancellationToken);
        return moved;
    }

    private static async Task ClearAsync(TenantUnitOfWork to, string name, CancellationToken cancellationToken)
    {
        if (await Statements.TextAsync(to, "select 'other' from portal.tenant where id <> $1 limit 1", cancellationToken, to.Tenant.Value) is not null)
        {
            throw new InvalidOperationException($"The database \"{name}\" has a tenant already; each has one to itself.");
        }

        await RemoveAsync(to, await TenantTables.ReadAsync(to, cancellationToken), cancellationToken);
    }

    private static async Task LeaveAsync(TenantUnitOfWork from, IReadOnlyList<TenantTable> tables, string name, CancellationToken cancellationToken)
    {
        // What was agreed stays here in copy: requests are counted by it before anybody knows where the tenant lives.
        await RemoveAsync(from, [.. tables.Where(table => table.Name != "quota_override")], cancellationToken);
        await Statements.RunAsync(from, "select portal.drop_tenant_schema(false)", cancellationToken);
        await Statements.RunAsync(
            from,
            "update portal.tenant set isolation = 'database', data_schema = null, database_name = $2 where id = $1",
            cancellationToken,
            from.Tenant.Value,
            name);
        await from.CommitAsync(cancellationToken);
    }

    private static async Task RemoveAsync(TenantUnitOfWork work, IReadOnlyList<TenantTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables.Reverse())
        {
            await Statements.RunAsync(work, "select portal.remove_tenant_rows(to_regclass(quote_ident($1)))", cancellationToken, table.Name);
        }
    }
}
