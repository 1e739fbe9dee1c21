using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>Rights to decide that members lend to one another for a time. Everybody lends their own; an admin takes back anybody's.</summary>
internal sealed class Delegations(TenantUnitOfWorks units)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Those that have not ended, and those that ended in the last 30 days; newest first.</summary>
    public async Task<Result<IReadOnlyList<DelegationView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var since = work.Now - TimeSpan.FromDays(30);
        var rows = await (
            from delegation in work.Db.Set<ApprovalDelegationRow>()
            join lender in work.Db.Set<MemberRow>() on delegation.FromMember equals lender.Id
            join borrower in work.Db.Set<MemberRow>() on delegation.ToMember equals borrower.Id
            where delegation.EndsAt > since
            orderby delegation.StartsAt descending
            select new { delegation, From = lender.DisplayName, To = borrower.DisplayName }).AsNoTracking().Take(500).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<DelegationView>>.Of(rows.ConvertAll(row => View(row.delegation, row.From, row.To, work.Now)));
    }

    public async Task<Result<DelegationView>> CreateAsync(Caller caller, DelegationRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.DecideRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var starts = request.StartsAt ?? work.Now;
        var borrower = MemberId.TryParse(request.To, out var to)
            ? await work.Db.Set<MemberRow>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == to && m.DisabledAt == null, cancellationToken)
            : null;
        if (Check(caller, request, borrower, starts, work.Now) is { Count: > 0 } faults)
        {
            return new InvalidFields(faults);
        }

        var lender = await work.Db.Set<MemberRow>().AsNoTracking().SingleAsync(m => m.Id == caller.Id, cancellationToken);
        var row = new ApprovalDelegationRow
        {
            TenantId = work.Tenant,
            Id = new(work.NewId()),
            FromMember = caller.Id,
            ToMember = to,
            Reason = request.Reason!.Trim(),
            StartsAt = starts,
            EndsAt = request.EndsAt!.Value,
            CreatedAt = work.Now,
        };
        work.Db.Add(row);
        Audit(work, caller, "approval-delegation.created", row, [new("to", null, row.ToMember.ToString()), new("endsAt", null, Time(row.EndsAt))]);
        await work.CommitAsync(cancellationToken);
        return View(row, lender.DisplayName, borrower!.DisplayName, work.Now);
    }

    /// <summary>Ends it now; asked again it has ended.</summary>
    public async Task<Result<Unit>> EndAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.DecideRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = DelegationId.TryParse(id, out var delegation)
            ? await work.Db.Set<ApprovalDelegationRow>().SingleOrDefaultAsync(d => d.Id == delegation, cancellationToken)
            : null;
        if (row is null || (row.FromMember != caller.Id && caller.Lacks(Permission.GovernRollouts) is not null))
        {
            return new NotFound("delegation", id);
        }

        if (row.EndedAt is null && row.EndsAt > work.Now)
        {
            row.EndedAt = work.Now;
            Audit(work, caller, "approval-delegation.ended", row, [new("endsAt", Time(row.EndsAt), Time(work.Now))]);
            await work.CommitAsync(cancellationToken);
        }

        return default(Unit);
    }

    private static List<FieldError> Check(Caller caller, DelegationRequest request, MemberRow? borrower, DateTimeOffset starts, DateTimeOffset now)
    {
        var faults = new List<FieldError>();
        if (borrower is null || borrower.Id == caller.Id)
        {
            faults.Add(new("/to", FieldText.Excerpt(request.To), "A delegate is another member of this tenant, by id."));
        }

        if (FieldText.Check("/reason", request.Reason, "A reason", 300) is { } fault)
        {
            faults.Add(fault);
        }

        if (starts < now - TimeSpan.FromMinutes(5))
        {
            faults.Add(new("/startsAt", Time(starts), "A delegation does not begin in the past; leave it out to begin now."));
        }

        if (request.EndsAt is not { } ends || ends <= starts || ends <= now || ends - starts > Longest)
        {
            faults.Add(new("/endsAt", request.EndsAt is { } end ? Time(end) : "", "A delegation ends after it begins, within 90 days."));
        }

        return faults;
    }

    private static void Audit(TenantUnitOfWork work, Caller caller, string action, ApprovalDelegationRow row, IReadOnlyList<Domain.Audit.AuditChange> changes)
    {
        work.Audit(caller, new(action, "approval-delegation", row.Id.ToString(), "Delegation", new Dictionary<string, string>
        {
            ["from"] = row.FromMember.ToString(), ["to"] = row.ToMember.ToString(), ["reason"] = row.Reason,
        })
        { Changes = changes });
        work.Publish(Topic.Rollout, "");
    }

    private static DelegationView View(ApprovalDelegationRow row, string from, string to, DateTimeOffset now) => new(
        row.Id.ToString(), new(row.FromMember.ToString(), from), new(row.ToMember.ToString(), to), row.Reason, row.StartsAt, row.EndedAt ?? row.EndsAt,
        row.StartsAt <= now && (row.EndedAt ?? row.EndsAt) > now);

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
