using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Remediations;

namespace Portal.Remediations;

/// <summary>What was found, newest first.</summary>
internal sealed class RemediationQueries(TenantUnitOfWorks units, Cursors cursors)
{
    public async Task<Result<Page<RemediationView>>> ListAsync(Caller caller, PageRequest page, RemediationFilter filter, CancellationToken cancellationToken)
    {
        var list = $"remediations/{filter.State}/{filter.Kind}/{filter.Rollout}";
        var cursor = cursors.Read(caller.Tenant, list, page.Cursor);
        if ((caller.Lacks(Permission.ReadRollouts) ?? page.Check() ?? filter.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = filter.Apply(work.Db.Set<RemediationRow>().AsNoTracking());
        if (cursor.Value is { } position)
        {
            // Ids are in the order of time (RFC 9562, version 7): one is a place in the list.
            var before = new RemediationId(Guid.Parse(position, CultureInfo.InvariantCulture));
            var at = await work.Db.Set<RemediationRow>().Where(row => row.Id == before).Select(row => (DateTimeOffset?)row.FirstSeenAt).SingleOrDefaultAsync(cancellationToken);
            rows = rows.Where(row => row.FirstSeenAt <= at && row.Id != before);
        }

        var found = await rows.OrderByDescending(row => row.FirstSeenAt).ThenByDescending(row => row.Id).Take(page.Take + 1).ToListAsync(cancellationToken);
        var items = await RemediationViews.OfAsync(work, found[..Math.Min(found.Count, page.Take)], cancellationToken);
        var next = found.Count > page.Take ? cursors.Write(caller.Tenant, list, found[page.Take - 1].Id.Value.ToString()) : null;
        return new Page<RemediationView>(items, next);
    }

    public async Task<Result<RemediationView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = RemediationId.TryParse(id, out var remediation)
            ? await work.Db.Set<RemediationRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == remediation, cancellationToken)
            : null;
        return row is null ? new NotFound("remediation", id) : (await RemediationViews.OfAsync(work, [row], cancellationToken))[0];
    }
}
