using Portal.Domain.Billing;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

/// <summary>
/// Writes journals within a unit of work, so that a posting and the change that it records commit together. The business key makes a
/// second posting of the same fact a no-op. Only the platform's role may post.
/// </summary>
public static class LedgerPosting
{
    /// <param name="work">Begun as platform.</param>
    /// <param name="journal">Balanced by construction; the database checks again at commit.</param>
    /// <param name="description">The fact in words.</param>
    /// <param name="sourceEvent">The provider's event that reported it.</param>
    /// <param name="cancellationToken">Stops the writing; nothing is then committed.</param>
    /// <returns>Null when the fact had been posted before.</returns>
    public static async Task<JournalId?> PostAsync(
        TenantUnitOfWork work, Journal journal, string description, string? sourceEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(journal);
        var id = new JournalId(work.NewId());
        await using var insert = work.Command(
            """
            insert into journal (tenant_id, id, business_key, kind, description, source_event, occurred_at, posted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, business_key) do nothing
            """);
        insert.Parameters.Add(new() { Value = work.Tenant.Value });
        insert.Parameters.Add(new() { Value = id.Value });
        insert.Parameters.Add(new() { Value = journal.BusinessKey });
        insert.Parameters.Add(new() { Value = SnakeCase.Of(journal.Kind.ToString()) });
        insert.Parameters.Add(new() { Value = description });
        insert.Parameters.Add(new() { Value = (object?)sourceEvent ?? DBNull.Value });
        insert.Parameters.Add(new() { Value = journal.OccurredAt.ToUniversalTime() });
        insert.Parameters.Add(new() { Value = work.Now });
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return null;
        }

        foreach (var (index, entry) in journal.Entries.Index())
        {
            await WriteEntryAsync(work, id, index + 1, entry, cancellationToken);
        }

        return id;
    }

    private static async Task WriteEntryAsync(TenantUnitOfWork work, JournalId journal, int line, Entry entry, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(work, entry.Account, cancellationToken);
        await using var insert = work.Command(
            "insert into journal_entry (tenant_id, journal_id, line, account_id, amount_minor, currency) values ($1, $2, $3, $4, $5, $6)");
        insert.Parameters.Add(new() { Value = work.Tenant.Value });
        insert.Parameters.Add(new() { Value = journal.Value });
        insert.Parameters.Add(new() { Value = line });
        insert.Parameters.Add(new() { Value = account });
        insert.Parameters.Add(new() { Value = entry.Amount.Minor });
        insert.Parameters.Add(new() { Value = entry.Amount.Currency.Code });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    // An account comes into being with its first entry. Insert first: a concurrent posting then waits for us, or we find what it made.
    private static async Task<Guid> AccountAsync(TenantUnitOfWork work, Account account, CancellationToken cancellationToken)
    {
        await using var open = work.Command(
            """
            insert into portal.ledger_account (id, kind, party, currency, created_at) values ($1, $2, $3, $4, $5) on conflict (kind, party, currency) do nothing
            """);
        open.Parameters.Add(new() { Value = work.NewId() });
        open.Parameters.Add(new() { Value = ChartOfAccounts.NameOf(account.Kind) });
        open.Parameters.Add(new() { Value = account.Party ?? "" });
        open.Parameters.Add(new() { Value = account.Currency.Code });
        open.Parameters.Add(new() { Value = work.Now });
        await open.ExecuteNonQueryAsync(cancellationToken);
        await using var find = work.Command("select id from portal.ledger_account where kind = $1 and party = $2 and currency = $3");
        find.Parameters.Add(new() { Value = ChartOfAccounts.NameOf(account.Kind) });
        find.Parameters.Add(new() { Value = account.Party ?? "" });
        find.Parameters.Add(new() { Value = account.Currency.Code });
        return (Guid)(await find.ExecuteScalarAsync(cancellationToken))!;
    }
}
