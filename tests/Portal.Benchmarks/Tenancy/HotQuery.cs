namespace Portal.Benchmarks.Tenancy;

/// <summary>A statement that the product runs all day, as EF writes it: tenants' tables without a schema, and the named filter's predicate on each.</summary>
/// <param name="Name">Which use case runs it.</param>
/// <param name="Sql">Its first parameter is the tenant.</param>
/// <param name="Values">The other parameters, for a tenant.</param>
internal sealed record HotQuery(string Name, string Sql, Func<Guid, object[]> Values)
{
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    public static IReadOnlyList<HotQuery> All { get; } =
    [
        new("session look-up",
            """
            select s.*, m.* from session s join (select * from member where tenant_id = $1) m on s.member_id = m.id
            where s.tenant_id = $1 and s.token_hash = $2 and s.revoked_at is null and s.expires_at > $3 and s.last_seen_at > $4 and m.disabled_at is null limit 2
            """, _ => [ManyTenants.HashOf("s2"), Now, Now.AddHours(-8)]),
        new("API key look-up",
            """
            select k.*, m.* from api_key k join (select * from member where tenant_id = $1) m on k.created_by = m.id
            where k.tenant_id = $1 and k.secret_hash = $2 and k.revoked_at is null and m.disabled_at is null limit 2
            """, _ => [ManyTenants.HashOf("k2")]),
        new("installations",
            """
            select i.*, p.key, p.name, l.icon, r.id, r.phase from installation i join portal.plugin p on i.plugin_id = p.id join portal.listing l on p.id = l.plugin_id
            left join lateral (select r.id, r.phase from rollout r where r.tenant_id = $1 and r.installation_id = i.id order by r.created_at desc limit 1) r on true
            where i.tenant_id = $1 and i.state <> 'removed' order by p.name limit 500
            """, _ => []),
        new("rollouts",
            """
            select r.*, p.key, p.name from (select * from rollout r where r.tenant_id = $1 order by r.created_at desc limit 51) r
            join portal.plugin p on r.plugin_id = p.id order by r.created_at desc
            """, _ => []),
        new("rollout's events",
            "select e.sequence, e.occurred_at, e.kind, e.message, e.weight from rollout_event e where e.tenant_id = $1 and e.rollout_id = $2 order by e.sequence limit 1000",
            tenant => [Id(tenant, "rollout1")]),
        new("rollout's measurements",
            "select m.* from rollout_measurement m where m.tenant_id = $1 and m.rollout_id = $2 order by m.measured_at desc limit 2000",
            tenant => [Id(tenant, "rollout1")]),
        new("audit log",
            "select a.* from audit_record a where a.tenant_id = $1 and a.sequence < $2 order by a.sequence desc limit 51", _ => [long.MaxValue]),
        new("audit log by action",
            "select a.* from audit_record a where a.tenant_id = $1 and a.sequence < $2 and a.action = $3 order by a.sequence desc limit 51",
            _ => [long.MaxValue, "rollout.completed"]),
        new("audit log by subject",
            "select a.* from audit_record a where a.tenant_id = $1 and a.sequence < $2 and a.subject_id = $3 order by a.sequence desc limit 51",
            _ => [long.MaxValue, "rol_" + Md5("1")]),
        new("operations",
            "select o.* from operation o where o.tenant_id = $1 order by o.created_at desc limit 51", _ => []),
    ];

    private static Guid Id(Guid tenant, string what) => Guid.ParseExact(Md5(tenant.ToString("D") + what), "N");

#pragma warning disable CA5351 // Names rows as the server named them; protects nothing.
    private static string Md5(string text) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
