using System.Globalization;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>Erases one person from the log: names, addresses and personal values go, the commitments stay, and that it was done is in the log.</summary>
internal sealed class EraseFromAudit(TenantUnitOfWorks units)
{
    /// <param name="caller">Who asks; needs to manage members.</param>
    /// <param name="id">The member, who may be long gone.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Result<AuditErasureView>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if ((caller.Lacks(Permission.ManageMembers) ?? caller.Lacks(Permission.ReadAudit)) is { } forbidden)
        {
            return forbidden;
        }

        if (!MemberId.TryParse(id, out var member))
        {
            return new NotFound("member", id);
        }

        if (!await AuditSequencer.RunAsync(units, caller.Tenant, cancellationToken))
        {
            return new AuditLogBroken();
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var records = await AuditErasure.ExecuteAsync(work, member, cancellationToken);
        if (records == 0)
        {
            return new NotFound("member", id);
        }

        work.Audit(caller, new("audit.person-erased", "person", id, "", new Dictionary<string, string> { ["records"] = records.ToString(CultureInfo.InvariantCulture) }));
        await work.CommitAsync(cancellationToken);
        return new AuditErasureView(id, records);
    }
}
