using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>What was signed, newest first, and with which keys.</summary>
internal sealed class AuditCheckpoints(TenantUnitOfWorks units, Cursors cursors, PlatformDatabase platform)
{
    private const string List = "audit-checkpoints";

    public async Task<Result<Page<AuditCheckpointView>>> ListAsync(Caller caller, PageRequest page, CancellationToken cancellationToken)
    {
        var cursor = cursors.Read(caller.Tenant, List, page.Cursor);
        if ((caller.Lacks(Permission.ReadAudit) ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        var before = cursor.Value is { } position ? long.Parse(position, CultureInfo.InvariantCulture) : long.MaxValue;
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<AuditCheckpointRow>().AsNoTracking().Where(c => c.Size < before).OrderByDescending(c => c.Size).Take(page.Take + 1).ToListAsync(cancellationToken);
        var items = rows.Take(page.Take).Select(c => new AuditCheckpointView(c.Size, Convert.ToHexStringLower(c.Root), c.CreatedAt, c.Note)).ToList();
        return new Page<AuditCheckpointView>(
            items, rows.Count > items.Count ? cursors.Write(caller.Tenant, List, items[^1].Size.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>The public keys, one a line, as a verifier takes them.</summary>
    public async Task<string> KeysAsync(CancellationToken cancellationToken)
    {
        await using var select = platform.Source.CreateCommand("select coalesce(string_agg(verifier || E'\\n', '' order by first_used_at), '') from portal.audit_signing_key");
        return (string)(await select.ExecuteScalarAsync(cancellationToken))!;
    }
}
