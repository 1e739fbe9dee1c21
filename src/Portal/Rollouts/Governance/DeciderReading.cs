using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>Reads the groups that a person is in, and the rights that are lent to them now.</summary>
internal static class DeciderReading
{
    public static async Task<Decider> ReadAsync(TenantUnitOfWork work, MemberId person, CancellationToken cancellationToken)
    {
        var now = work.Now;
        // Who has left lends nothing any more.
        var lenders = await (
            from delegation in work.Db.Set<ApprovalDelegationRow>()
            join lender in work.Db.Set<MemberRow>() on delegation.FromMember equals lender.Id
            where delegation.ToMember == person && delegation.StartsAt <= now && delegation.EndsAt > now && delegation.EndedAt == null && lender.DisabledAt == null
            orderby delegation.CreatedAt
            select lender.Id).ToListAsync(cancellationToken);
        var asked = lenders.Append(person).ToList();
        var groups = (await work.Db.Set<ApprovalGroupMemberRow>().AsNoTracking().Where(m => asked.Contains(m.MemberId)).ToListAsync(cancellationToken))
            .ToLookup(m => m.MemberId, m => m.GroupName);
        return new(person, [.. groups[person]], [.. lenders.Distinct().Select(lender => new Delegation(lender, [.. groups[lender]]))]);
    }
}
