using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// Moves a live tenant to tables of its own. First the empty tables are made, in a short transaction of their own: their foreign keys lock what they lead
/// to, the queue of every tenant among it. Then the rows move in one transaction that holds the tenant's lock alone: units of work begun meanwhile wait at
/// their binding and then find the tenant in its new place, so nothing that was acknowledged is lost and nothing is refused.
/// </summary>
public sealed class OwnSchemaMove(TenantUnitOfWorks units)
{
    /// <param name="tenant">Who moves. At this level already: nothing happens.</param>
    /// <param name="correlationId">From the request that asked for it.</param>
    /// <param name="told">Is told of each table that has moved. It must not wait for anything of the tenant: the move holds its lock.</param>
    /// <param name="cancellationToken">Rolls the move back.</param>
    /// <returns>How many rows moved; null when there was nothing to move.</returns>
    public async Task<long?> ExecuteAsync(TenantId tenant, string correlationId, Func<TableProgress, Task> told, CancellationToken cancellationToken)
    {
        if (await MakeTablesAsync(tenant, cancellationToken) is not { } schema)
        {
            return null;
        }

        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        await TenantLock.TakeAsync(work, cancellationToken);
        if (!await IsSharedAsync(work, cancellationToken))
        {
            return null;
        }

        var tables = (await TenantTables.ReadAsync(work, cancellationToken)).Reverse().ToList();
        var moved = 0L;
        for (var i = 0; i < tables.Count; i++)
        {
            moved += await Statements.CountAsync(
                work,
                """
                select portal.move_tenant_rows(to_regclass(format('portal.%I', $1::text)), to_regclass(format('%I.%I', $2::text, $1::text)))
                where to_regclass(format('portal.%I', $1::text)) in (select portal.movable_tables())
                """,
                cancellationToken,
                tables[i].Name,
                schema);
            await told(new(tables[i].Name, i + 1, tables.Count));
        }

        await Statements.RunAsync(work, "select portal.settle_tenant_schema()", cancellationToken);
        await Statements.RunAsync(
            work, "update portal.tenant set isolation = 'schema', data_schema = $2, updated_at = $3 where id = $1", cancellationToken, tenant.Value, schema, work.Now);
        await work.RebindAsync(cancellationToken);
        work.Audit(
            new(tenant, PrincipalKind.System, default, "platform", "Portal", Role.Admin, correlationId),
            new AuditEntry("tenant.moved", "tenant", tenant.ToString(), "", new Dictionary<string, string> { ["isolation"] = "schema" })
            {
                Changes = [new("isolation", nameof(TenantIsolation.Shared), nameof(TenantIsolation.Schema))],
            });
        await work.CommitAsync(cancellationToken);
        return moved;
    }

    /// <returns>The schema's name; null when the tenant is not among the others any more.</returns>
    private async Task<string?> MakeTablesAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        // The row is held until the tables are there: another attempt cannot settle rows in tables that this one is about to drop.
        if (!await IsSharedAsync(work, cancellationToken))
        {
            return null;
        }

        // Who waits for a lock holds up everybody behind him: better to be tried again.
        await Statements.RunAsync(work, "set local lock_timeout = '2s'", cancellationToken);
        // What an earlier attempt left is empty: rows move with the tenant's level.
        await Statements.RunAsync(work, "select portal.drop_tenant_schema(false)", cancellationToken);
        var schema = await Statements.TextAsync(work, "select portal.create_tenant_schema()", cancellationToken);
        await work.CommitAsync(cancellationToken);
        return schema;
    }

    private static async Task<bool> IsSharedAsync(TenantUnitOfWork work, CancellationToken cancellationToken) =>
        await Statements.TextAsync(work, "select isolation from portal.tenant where id = $1 for no key update", cancellationToken, work.Tenant.Value) == "shared";
}
