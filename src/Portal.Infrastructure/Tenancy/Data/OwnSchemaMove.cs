using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// Moves a live tenant to tables of its own. Everything happens in one transaction that holds the tenant's lock alone: units of work begun meanwhile
/// wait at their binding and then find the tenant in its new place, so nothing that was acknowledged is lost and nothing is refused.
/// </summary>
public sealed class OwnSchemaMove(TenantUnitOfWorks units)
{
    /// <param name="tenant">Who moves. At this level already: nothing happens.</param>
    /// <param name="correlationId">From the request that asked for it.</param>
    /// <param name="told">
    /// Is told once, before the first table, how many there are. Not of each: making the new tables' foreign keys locks what they lead to until the commit,
    /// the queue among it, so that nothing could be written down.
    /// </param>
    /// <param name="cancellationToken">Rolls the move back.</param>
    /// <returns>How many rows moved; null when there was nothing to move.</returns>
    public async Task<long?> ExecuteAsync(TenantId tenant, string correlationId, Func<TableProgress, Task> told, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        await TenantLock.TakeAsync(work, cancellationToken);
        if (await Statements.TextAsync(work, "select isolation from portal.tenant where id = $1", cancellationToken, tenant.Value) != "shared")
        {
            return null;
        }

        var tables = (await TenantTables.ReadAsync(work, cancellationToken)).Reverse().ToList();
        await told(new("", 0, tables.Count));
        var schema = await Statements.TextAsync(work, "select portal.create_tenant_schema()", cancellationToken);
        var moved = 0L;
        foreach (var table in tables)
        {
            moved += await Statements.CountAsync(
                work,
                """
                select portal.move_tenant_rows(to_regclass(format('portal.%I', $1::text)), to_regclass(format('%I.%I', $2::text, $1::text)))
                where to_regclass(format('portal.%I', $1::text)) in (select portal.movable_tables())
                """,
                cancellationToken,
                table.Name,
                schema!);
        }

        await Statements.RunAsync(work, "select portal.settle_tenant_schema()", cancellationToken);
        await Statements.RunAsync(
            work, "update portal.tenant set isolation = 'schema', data_schema = $2, updated_at = $3 where id = $1", cancellationToken, tenant.Value, schema!, work.Now);
        await work.RebindAsync(cancellationToken);
        work.Audit(
            new(tenant, PrincipalKind.System, default, "platform", "Portal", Role.Admin, correlationId),
            new AuditEntry("tenant.moved", "tenant", tenant.ToString(), "", new Dictionary<string, string> { ["isolation"] = "schema" }));
        await work.CommitAsync(cancellationToken);
        return moved;
    }
}
