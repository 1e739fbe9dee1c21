using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Billing;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Database;

namespace Portal.Billing;

/// <summary>The books of a tenant's business: journals, newest first, and what they add up to.</summary>
internal sealed class LedgerQueries(TenantUnitOfWorks units, Cursors cursors)
{
    private const string List = "ledger-journals";

    public async Task<Result<Page<JournalView>>> JournalsAsync(Caller caller, PageRequest page, CancellationToken cancellationToken)
    {
        var cursor = cursors.Read(caller.Tenant, List, page.Cursor);
        if ((caller.Lacks(Permission.ReadBilling) ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        // Identifiers are ordered by time (RFC 9562 version 7), so one column orders and pages.
        var before = cursor.Value is { } position ? Guid.Parse(position, CultureInfo.InvariantCulture) : (Guid?)null;
        var journals = before is { } last
            ? work.Db.Set<JournalRow>().FromSql($"select * from journal where id < {last}")
            : work.Db.Set<JournalRow>();
        var rows = await journals.AsNoTracking().OrderByDescending(row => row.Id).Take(page.Take + 1).ToListAsync(cancellationToken);
        var shown = rows.Take(page.Take).ToList();
        var entries = await EntriesAsync(work, [.. shown.Select(row => row.Id)], cancellationToken);
        var next = rows.Count > shown.Count ? cursors.Write(caller.Tenant, List, shown[^1].Id.Value.ToString()) : null;
        return new Page<JournalView>(shown.ConvertAll(row => new JournalView(
            row.Id.ToString(), row.Kind, row.Description, row.BusinessKey, row.SourceEvent, row.OccurredAt, row.PostedAt, [.. entries[row.Id]])), next);
    }

    public async Task<Result<Page<BalanceView>>> BalancesAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadBilling) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var balances = await (
            from entry in work.Db.Set<JournalEntryRow>().AsNoTracking()
            join account in work.Db.Set<LedgerAccountRow>() on entry.AccountId equals account.Id
            group entry.AmountMinor by new { account.Kind, account.Party, account.Currency } into sums
            orderby sums.Key.Currency, sums.Key.Kind, sums.Key.Party
            select new { sums.Key, Sum = sums.Sum() }).ToListAsync(cancellationToken);
        return new Page<BalanceView>(balances.ConvertAll(sum => new BalanceView(sum.Key.Kind, Party(sum.Key.Party), new MoneyView(sum.Sum, sum.Key.Currency))), null);
    }

    private static async Task<ILookup<JournalId, JournalEntryView>> EntriesAsync(TenantUnitOfWork work, JournalId[] journals, CancellationToken cancellationToken)
    {
        var rows = await (
            from entry in work.Db.Set<JournalEntryRow>().AsNoTracking()
            join account in work.Db.Set<LedgerAccountRow>() on entry.AccountId equals account.Id
            where journals.Contains(entry.JournalId)
            orderby entry.JournalId, entry.Line
            select new { entry.JournalId, account.Kind, account.Party, entry.AmountMinor, entry.Currency }).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.JournalId, row => new JournalEntryView(row.Kind, Party(row.Party), new MoneyView(row.AmountMinor, row.Currency)));
    }

    private static string? Party(string party) => party.Length == 0 ? null : party;
}
