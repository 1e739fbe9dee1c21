using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// The end of a tenant that has a database to itself: what outlives it (books, certificate, the platform's log) goes to the shared database, whose commit
/// decides; then its own is emptied. Cut off in between, <see cref="TenantErasure.SweepAsync"/> does that.
/// </summary>
internal static class OwnDatabaseEnd
{
    private static readonly string[] Books = ["journal", "journal_entry"];

    /// <summary>Takes the books along, in both units of work.</summary>
    public static async Task KeepBooksAsync(TenantUnitOfWork own, TenantUnitOfWork home, CancellationToken cancellationToken)
    {
        var accounts = await Statements.TextAsync(own, "select coalesce(jsonb_agg(to_jsonb(a)), '[]')::text from portal.ledger_account a", cancellationToken);
        // The same account may have been opened in both.
        await Statements.RunAsync(
            home,
            """
            insert into portal.ledger_account select * from jsonb_populate_recordset(null::portal.ledger_account, $1::jsonb)
            on conflict (kind, party, currency) do nothing
            """,
            cancellationToken,
            accounts!);
        var renamed = await Statements.TextAsync(
            home,
            """
            select coalesce(jsonb_object_agg(o.id, a.id), '{}')::text from jsonb_populate_recordset(null::portal.ledger_account, $1::jsonb) o
            join portal.ledger_account a using (kind, party, currency)
            """,
            cancellationToken,
            accounts!);
        var tables = await TenantTables.ReadAsync(own, cancellationToken);
        foreach (var table in tables.Where(table => Books.Contains(table.Name, StringComparer.Ordinal)))
        {
            await RowCopy.RunAsync(own, home, table, cancellationToken, table.Name == "journal_entry" ? renamed : null);
        }
    }

    /// <summary>Takes the sealed certificate and the platform's log along.</summary>
    public static async Task KeepRecordsAsync(TenantUnitOfWork own, TenantUnitOfWork home, CancellationToken cancellationToken)
    {
        var records = await Statements.TextAsync(own, PlatformRecords.Read, cancellationToken);
        await Statements.RunAsync(home, PlatformRecords.Take, cancellationToken, records!);
        var certificate = await Statements.TextAsync(
            own, "select jsonb_agg(to_jsonb(c))::text from portal.deletion_certificate c where c.id = $1", cancellationToken, own.Tenant.Value);
        await Statements.RunAsync(home, "select portal.take_common_rows('portal.deletion_certificate', $1::jsonb)", cancellationToken, certificate!);
    }

    /// <summary>Empties the tenant's own database, books included, and forgets the tenant there.</summary>
    public static async Task EmptyAsync(TenantUnitOfWork own, CancellationToken cancellationToken)
    {
        foreach (var table in (await TenantTables.ReadAsync(own, cancellationToken)).Reverse())
        {
            await Statements.RunAsync(own, "select portal.remove_tenant_rows(to_regclass(quote_ident($1)))", cancellationToken, table.Name);
        }

        await Statements.RunAsync(own, "delete from portal.stripe_event where tenant_id = $1", cancellationToken, own.Tenant.Value);
        await Statements.RunAsync(own, "select portal.forget_tenant()", cancellationToken);
    }
}
