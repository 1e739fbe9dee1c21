using Portal.Domain.Access;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>Takes what the log says of one person out of it: names, addresses, personal values. The commitments stay, so the tree stays as it was signed.</summary>
public static class AuditErasure
{
    private const string Erase =
        """
        with person as (
            select actor_name as known from audit_record where tenant_id = $1 and actor_kind = 'member' and actor_id = $2 and actor_name is not null
            union select subject_name from audit_record where tenant_id = $1 and subject_kind = 'member' and subject_id = $3 and subject_name is not null
            union select display_name from member where tenant_id = $1 and id = $2
            union select email from member where tenant_id = $1 and id = $2)
        update audit_record r set
            actor_seal = case when r.actor_id = $2 and r.actor_name is not null then sha256(r.actor_seal || convert_to(r.actor_name, 'UTF8')) else r.actor_seal end,
            actor_name = case when r.actor_id = $2 then null else r.actor_name end,
            address_seal = case when r.actor_id = $2 and r.address is not null then sha256(r.address_seal || convert_to(r.address, 'UTF8')) else r.address_seal end,
            address = case when r.actor_id = $2 then null else r.address end,
            subject_seal = case when r.subject_name is not null and about.person then sha256(r.subject_seal || convert_to(r.subject_name, 'UTF8')) else r.subject_seal end,
            subject_name = case when about.person then null else r.subject_name end,
            personal = case when about.person then null when about.named then (
                select jsonb_object_agg(field.key, field.value)::text from jsonb_each(o.personal::jsonb) field where lower(field.value ->> 'value') not in (select lower(known) from person))
                else r.personal end
        from audit_record o cross join lateral (select
            o.subject_kind = 'member' and o.subject_id = $3 or o.subject_kind = 'session' and o.actor_id = $2 as person,
            -- In a field of something else: who is told of alerts.
            o.subject_kind <> 'member' and o.personal is not null and exists (select from jsonb_each(o.personal::jsonb) field join person on lower(person.known) = lower(field.value ->> 'value')) as named) about
        where r.tenant_id = $1 and o.tenant_id = $1 and o.sequence = r.sequence and r.actor_seal is not null
          and (r.actor_id = $2 and (r.actor_name is not null or r.address is not null)
            or about.person and (r.subject_name is not null or r.personal is not null)
            or about.named)
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
