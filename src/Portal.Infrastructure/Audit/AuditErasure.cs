using Portal.Domain.Access;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>Takes what the log says of one person out of it: names, addresses, personal values. The commitments stay, so the tree stays as it was signed.</summary>
public static class AuditErasure
{
    private const string Erase =
        """
        update audit_record r set
            actor_seal = case when r.actor_id = $2 and r.actor_name is not null then sha256(r.actor_seal || convert_to(r.actor_name, 'UTF8')) else r.actor_seal end,
            actor_name = case when r.actor_id = $2 then null else r.actor_name end,
            address_seal = case when r.actor_id = $2 and r.address is not null then sha256(r.address_seal || convert_to(r.address, 'UTF8')) else r.address_seal end,
            address = case when r.actor_id = $2 then null else r.address end,
            subject_seal = case when r.subject_name is not null and about.person then sha256(r.subject_seal || convert_to(r.subject_name, 'UTF8')) else r.subject_seal end,
            subject_name = case when about.person then null else r.subject_name end,
            personal = case when about.person then null else r.personal end
        from audit_record o cross join lateral (select o.subject_kind = 'member' and o.subject_id = $3 or o.subject_kind = 'session' and o.actor_id = $2 as person) about
        where r.tenant_id = $1 and o.tenant_id = $1 and o.sequence = r.sequence and r.actor_seal is not null
          and (r.actor_id = $2 and (r.actor_name is not null or r.address is not null)
            or about.person and (r.subject_name is not null or r.personal is not null))
        """;

    /// <returns>How many records named the person. Those from before the tree are part of a chain of hashes, and stay as they are.</returns>
    public static async Task<int> ExecuteAsync(TenantUnitOfWork work, MemberId member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var erase = work.Command(Erase);
        erase.With(work.Tenant.Value, member.Value, member.ToString());

        return await erase.ExecuteNonQueryAsync(cancellationToken);
    }
}
