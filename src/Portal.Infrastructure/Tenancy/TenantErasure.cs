using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Tenancy;

/// <summary>
/// Takes a tenant whose grace period is over out of the database, table by table, each in a transaction of its own with the certificate's count.
/// The tables are read from the catalog, so a new one is covered. What remains is the tenant's row with its slug, the certificate, the platform's
/// log, and the ledger: books of what was sold are kept as long as the law wants, and name no person.
/// </summary>
public sealed class TenantErasure(TenantUnitOfWorks units)
{
    // They say how far the removal is, and go with the last transaction.
    private static readonly string[] Last = ["operation", "operation_step", "outbox_message"];

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
    public async Task RemoveRowsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> tables;
        await using (var work = await units.BeginAsPlatformAsync(tenant, cancellationToken))
        {
            await DeletionCertificates.KeepAuditHeadAsync(work, cancellationToken);
            await RemoveEventsAsync(work, cancellationToken);
            tables = await ChildrenFirstAsync(work, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        foreach (var table in tables.Except(Last))
        {
            await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
            await RemoveAsync(work, table, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    /// <summary>The rest, the tenant's state, the sealed certificate and the platform's record, all or nothing.</summary>
    public async Task FinishAsync(TenantId tenant, string correlationId, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
        var found = await TenantStandings.LockAsync(work, cancellationToken) ?? throw new InvalidOperationException("The tenant's own row is gone.");
        var purged = TenantLifecycle.Apply(found.Standing, new TenantPurged(), LifecycleActor.System, work.Now).Value;
        foreach (var table in await ChildrenFirstAsync(work, cancellationToken))
        {
            await RemoveAsync(work, table, cancellationToken);
        }

        await RemoveEventsAsync(work, cancellationToken);
        await TenantStandings.WriteAsync(work, purged, cancellationToken);
        // Its own schema, if it had one, goes with its name, which is the tenant's id.
        await using (var forget = work.Command(
            "with gone as (select portal.drop_tenant_schema(false)) update portal.tenant set name = slug, isolation = 'shared', data_schema = null from gone where id = $1 and database_name is null"))
        {
            forget.Parameters.Add(new() { Value = tenant.Value });
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        var hash = await DeletionCertificates.SealAsync(work, Retained, cancellationToken);
        var detail = new Dictionary<string, string> { ["certificate"] = hash };
        await PlatformLog.WriteAsync(
            work.Command, new(work.Now, LifecycleActor.System, "", "tenant.purged", tenant, detail, correlationId), cancellationToken);
        // Not by the outbox: that is the tenant's, and gone.
        await using (var tell = work.Command("select pg_notify('portal_event', $1)"))
        {
            tell.Parameters.Add(new() { Value = $"{tenant.Value}:tenant:{tenant}" });
            await tell.ExecuteNonQueryAsync(cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ChildrenFirstAsync(TenantUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await TenantTables.ReadAsync(work, cancellationToken)).Reverse().Select(table => table.Name).Except(Retained)];

    private static async Task RemoveAsync(TenantUnitOfWork work, string table, CancellationToken cancellationToken)
    {
        await using var remove = work.Command("select portal.remove_tenant_rows(to_regclass(quote_ident($1)))");
        remove.Parameters.Add(new() { Value = table });
        if (await remove.ExecuteScalarAsync(cancellationToken) is long removed and > 0)
        {
            await DeletionCertificates.CountAsync(work, table, removed, cancellationToken);
        }
    }

    // Also those that were only kept for the record: they name the customer, and may name people.
    private static async Task RemoveEventsAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var remove = work.Command(
            """
            delete from portal.stripe_event e where e.tenant_id = $1 or exists (
                select from billing_customer c where c.tenant_id = $1
                and c.stripe_customer_id in (e.payload::jsonb #>> '{data,object,customer}', e.payload::jsonb #>> '{data,object,id}'))
            """);
        remove.Parameters.Add(new() { Value = work.Tenant.Value });
        var removed = await remove.ExecuteNonQueryAsync(cancellationToken);
        if (removed > 0)
        {
            await DeletionCertificates.CountAsync(work, "stripe_event", removed, cancellationToken);
        }
    }
}
