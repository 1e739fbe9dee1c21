namespace Portal.Local.Tour.Steps;

/// <summary>Everything above is in the log, in one unbroken tree.</summary>
internal sealed class AuditStep : ITourStep
{
    private static readonly string[] Expected =
        ["tenant.signed-up", "session.refused", "session.opened", "plugin.install-requested", "plugin.upgrade-requested"];

    private const string Unbroken = """
        select count(*) > 0 and bool_and(sequence = place and (sequence % 2 = 1 or substr(nodes, 1, 32) = sha256('\x01'::bytea || before || hash))) from (
            select sequence, hash, nodes, row_number() over w as place, lag(hash) over w as before
            from portal.audit_record where tenant_id = $1 window w as (order by sequence)) tree
        """;

    public string Name => "audit shows it";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var page = await visit.Tenant.Api.GetAsync("audit-records?limit=500", cancellationToken);
        var actions = page.List("items").Select(record => record!.Text("action")).ToHashSet();
        var missing = Expected.Where(action => !actions.Contains(action)).ToList();
        if (missing.Count > 0)
        {
            throw new TourFailure($"the audit log has no {string.Join(", ", missing)}, only {string.Join(", ", actions.Order())}");
        }

        await visit.Database.RequireAsync("the tree of the audit log is unbroken", Unbroken, cancellationToken, visit.TenantId);
    }
}
