using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Tenancy;

/// <summary>
/// Takes a tenant whose grace period is over out of the database, table by table, each in a transaction of its own with the certificate's count.
/// The tables are read from the catalog, so a new one is covered. What remains is the tenant's row with its slug, the certificate, the platform's
/// log, and the ledger: books of what was sold are kept as long as the law wants, and name no person. All of these end in the shared database, also
/// where the tenant had one to itself; that one is left empty.
/// </summary>
public sealed class TenantErasure(TenantUnitOfWorks units, PlatformDatabase shared)
{
    // They say how far the removal is, or whose payment events are left, and go with the last transaction.
    private static readonly string[] Last = ["operation", "operation_step", "outbox_message", "billing_customer"];

    /// <summary>The tables whose rows outlive their tenant.</summary>
    public static IReadOnlyList<string> Retained { get; } = ["journal", "journal_entry"];

    /// <summary>Opens the certificate; from here on the deletion cannot be canceled.</summary>
    /// <returns>Why the tenant may not be removed; null when it may.</returns>
    /// <exception cref="InvalidOperationException">Something of it is still under way; try again.</exception>
    public async Task<Error?> BeginAsync(TenantId tenant, string correlationId, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        if (await TenantStandings.LockAsync(work, cancellationToken) is not { } found)
        {
            return new TenantUnknown(tenant.ToString());
        }

        var result = TenantLifecycle.Apply(found.Standing, new TenantPurged(), LifecycleActor.System, work.Now);
        if (!result.Succeeded)
        {
            return result.Error;
        }

        if (await DeletionCertificates.IsBusyAsync(work, cancellationToken))
        {
            throw new InvalidOperationException("Another operation of this tenant is still under way.");
        }

        if (await DeletionCertificates.OpenAsync(work, found.Standing, cancellationToken))
        {
            var system = TransitionActor.System(tenant, "Portal operator", correlationId).Caller;
            work.Audit(system, new("tenant.removal-began", "tenant", tenant.ToString(), found.Name, new Dictionary<string, string>()));
            await work.CommitAsync(cancellationToken);
        }

        return null;
    }

    /// <summary>Remembers what is gone outside the database.</summary>
    public async Task NoteAsync(TenantId tenant, string part, string gone, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        await DeletionCertificates.NoteAsync(work, part, gone, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Everything but what the last transaction takes along.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="told">Is told of each table that is empty of it.</param>
    /// <param name="cancellationToken">Stops between tables.</param>
    public async Task RemoveRowsAsync(TenantId tenant, Func<TableProgress, Task> told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        IReadOnlyList<string> tables;
        // The certificate names the log's end. A log that somebody has changed is removed like any other.
        _ = await AuditSequencer.RunAsync(units, tenant, cancellationToken);
        await using (var work = await units.BeginAsPlatformAsync(tenant, cancellationToken))
        {
            await DeletionCertificates.KeepAuditHeadAsync(work, cancellationToken);
            await RemoveEventsAsync(work, work, await CustomersAsync(work, cancellationToken), cancellationToken);
            tables = [.. (await ChildrenFirstAsync(work, cancellationToken)).Except(Last)];
            await work.CommitAsync(cancellationToken);
        }

        for (var i = 0; i < tables.Count; i++)
        {
            await using (var work = await units.BeginAsPlatformAsync(tenant, cancellationToken))
            {
                await RemoveAsync(work, work, tables[i], cancellationToken);
                await work.CommitAsync(cancellationToken);
            }

            await told(new(tables[i], i + 1, tables.Count));
        }
    }

    /// <summary>The rest, the tenant's state, the sealed certificate and the platform's record, all or nothing.</summary>
    public async Task FinishAsync(TenantId tenant, string correlationId, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        var found = await TenantStandings.LockAsync(work, cancellationToken) ?? throw new InvalidOperationException("The tenant's own row is gone.");
        var purged = TenantLifecycle.Apply(found.Standing, new TenantPurged(), LifecycleActor.System, work.Now).Value;
        var customers = await CustomersAsync(work, cancellationToken);
        await RemoveEverythingAsync(work, work, customers, cancellationToken);
        if (await Statements.TextAsync(work, "select isolation from portal.tenant where id = $1", cancellationToken, tenant.Value) != "database")
        {
            var hash = await DeletionCertificates.SealAsync(work, Retained, cancellationToken);
            await CloseAsync(work, purged, hash, correlationId, cancellationToken);
            await work.CommitAsync(cancellationToken);
            return;
        }

        await using (var home = await units.BeginReturnAsync(tenant, cancellationToken))
        {
            // What came to the shared database since it moved.
            await RemoveEverythingAsync(home, work, customers, cancellationToken);
            await OwnDatabaseEnd.KeepBooksAsync(work, home, cancellationToken);
            var hash = await DeletionCertificates.SealAsync(work, Retained, cancellationToken);
            await OwnDatabaseEnd.KeepRecordsAsync(work, home, cancellationToken);
            await CloseAsync(home, purged, hash, correlationId, cancellationToken);
            await home.CommitAsync(cancellationToken);
        }

        await OwnDatabaseEnd.EmptyAsync(work, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Empties a database of one tenant's own whose tenant the shared database says is deleted: a removal was cut off just before its end.</summary>
    public async Task SweepAsync(PlatformDatabase own, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(own);
        await using var look = own.Source.CreateCommand("select id from portal.tenant where isolation = 'database' and state = 'deleting'");
        if (await look.ExecuteScalarAsync(cancellationToken) is not Guid tenant)
        {
            return;
        }

        await using var ask = shared.Source.CreateCommand("select true from portal.tenant where id = $1 and state = 'deleted'");
        ask.Parameters.Add(new() { Value = tenant });
        if (await ask.ExecuteScalarAsync(cancellationToken) is true)
        {
            await using var work = await units.BeginAtAsync(own.Source, new(tenant), cancellationToken);
            await OwnDatabaseEnd.EmptyAsync(work, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    private static async Task CloseAsync(TenantUnitOfWork work, TenantStanding purged, string hash, string correlationId, CancellationToken cancellationToken)
    {
        await TenantStandings.WriteAsync(work, purged, cancellationToken);
        // Its own schema, if it had one, goes with its name, which is the tenant's id.
        await Statements.RunAsync(work, "select portal.drop_tenant_schema(false)", cancellationToken);
        await Statements.RunAsync(
            work, "update portal.tenant set name = slug, isolation = 'shared', data_schema = null where id = $1", cancellationToken, work.Tenant.Value);
        var detail = new Dictionary<string, string> { ["certificate"] = hash };
        await PlatformLog.WriteAsync(
            work.Command, new(work.Now, LifecycleActor.System, "", "tenant.purged", work.Tenant, detail, correlationId), cancellationToken);
        // Not by the outbox: that is the tenant's, and gone.
        await Statements.RunAsync(work, "select pg_notify('portal_event', $1)", cancellationToken, $"{work.Tenant.Value}:tenant:{work.Tenant}");
    }

    /// <param name="from">Where the rows are.</param>
    /// <param name="counted">Where the certificate is.</param>
    /// <param name="customers">The tenant's ids at the payment provider.</param>
    /// <param name="cancellationToken">Stops the removal.</param>
    private static async Task RemoveEverythingAsync(TenantUnitOfWork from, TenantUnitOfWork counted, string[] customers, CancellationToken cancellationToken)
    {
        await RemoveEventsAsync(from, counted, customers, cancellationToken);
        foreach (var table in await ChildrenFirstAsync(from, cancellationToken))
        {
            await RemoveAsync(from, counted, table, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>> ChildrenFirstAsync(TenantUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await TenantTables.ReadAsync(work, cancellationToken)).Reverse().Select(table => table.Name).Except(Retained)];

    private static async Task RemoveAsync(TenantUnitOfWork from, TenantUnitOfWork counted, string table, CancellationToken cancellationToken)
    {
        var removed = await Statements.CountAsync(from, "select portal.remove_tenant_rows(to_regclass(quote_ident($1)))", cancellationToken, table);
        if (removed > 0)
        {
            await DeletionCertificates.CountAsync(counted, table, removed, cancellationToken);
        }
    }

    private static async Task<string[]> CustomersAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = work.Command("select coalesce(array_agg(stripe_customer_id), '{}') from billing_customer where tenant_id = $1");
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        return (string[])(await select.ExecuteScalarAsync(cancellationToken))!;
    }

    // Also those that were only kept for the record: they name the customer, and may name people.
    private static async Task RemoveEventsAsync(TenantUnitOfWork from, TenantUnitOfWork counted, string[] customers, CancellationToken cancellationToken)
    {
        await using var remove = from.Command(
            """
            delete from portal.stripe_event e where e.tenant_id = $1
                or e.payload::jsonb #>> '{data,object,customer}' = any ($2) or e.payload::jsonb #>> '{data,object,id}' = any ($2)
            """);
        remove.Parameters.Add(new() { Value = from.Tenant.Value });
        remove.Parameters.Add(new() { Value = customers });
        remove.CommandTimeout = 0;
        var removed = await remove.ExecuteNonQueryAsync(cancellationToken);
        if (removed > 0)
        {
            await DeletionCertificates.CountAsync(counted, "stripe_event", removed, cancellationToken);
        }
    }
}
