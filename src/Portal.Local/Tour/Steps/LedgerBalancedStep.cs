namespace Portal.Local.Tour.Steps;

/// <summary>The sale is in the books: debits equal credits, and the publisher gets four fifths.</summary>
internal sealed class LedgerBalancedStep : ITourStep
{
    private const string Balanced = """
        select count(*) > 0 and bool_and(total = 0) from (
            select sum(amount_minor) as total from portal.journal_entry where tenant_id = $1 group by journal_id, currency) journals
        """;

    private const string Split = """
        select coalesce(sum(-e.amount_minor) filter (where a.kind = 'publisher_payable'), 0) * 10000
             = coalesce(sum(-e.amount_minor) filter (where a.kind in ('publisher_payable', 'platform_commission')), 0) * 8000
           and coalesce(sum(-e.amount_minor) filter (where a.kind = 'publisher_payable'), 0) > 0
        from portal.journal_entry e join portal.ledger_account a on a.id = e.account_id where e.tenant_id = $1
        """;

    public string Name => "ledger balanced";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var journals = await visit.Tenant.Api.GetAsync("ledger/journals", cancellationToken);
        if (journals.List("items").Count == 0)
        {
            throw new TourFailure("the API shows no journal of the sale");
        }

        var balances = await visit.Tenant.Api.GetAsync("ledger/balances", cancellationToken);
        if (balances.List("items").Count < 2)
        {
            throw new TourFailure($"the API shows no balances: {balances.ToJsonString()}");
        }

        await visit.Database.RequireAsync("every journal balances", Balanced, cancellationToken, visit.TenantId);
        await visit.Database.RequireAsync("the publisher gets 80 of every 100", Split, cancellationToken, visit.TenantId);
    }
}
