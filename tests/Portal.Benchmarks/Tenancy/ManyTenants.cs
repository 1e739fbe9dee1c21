using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;
using Portal.Local.Postgres;

namespace Portal.Benchmarks.Tenancy;

/// <summary>
/// A private server with the migrated schema and tenants whose sizes follow Zipf's law: the largest has some hundred thousand audit records, most have
/// twenty. Its rows are written by the server itself, past triggers and policies.
/// </summary>
internal sealed class ManyTenants : IAsyncDisposable
{
    private const double Exponent = 1.3;
    private const int Least = 20;
    private readonly PrivatePostgres _server;

    private ManyTenants(PrivatePostgres server, DatabaseAccess access, IReadOnlyList<Guid> tenants)
    {
        _server = server;
        Access = access;
        Tenants = tenants;
    }

    public DatabaseAccess Access { get; }

    /// <summary>By size, the largest first.</summary>
    public IReadOnlyList<Guid> Tenants { get; }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static async Task<ManyTenants> StartAsync(int count, int largest, CancellationToken cancellationToken)
    {
        var server = await PrivatePostgres.StartAsync(cancellationToken);
        try
        {
            await using (var source = NpgsqlDataSource.Create(server.Access.Superuser))
            {
                // What it would do on its own, and when, is not what is measured.
                await ExecuteAsync(source, "alter system set autovacuum = off", cancellationToken);
                await ExecuteAsync(source, "select pg_reload_conf()", cancellationToken);
                await ExecuteAsync(source, "create database bench", cancellationToken);
            }

            var access = server.Access.InDatabase("bench");
            await RoleProvisioning.ApplyAsync(new DatabaseOptions { App = access.App, Platform = access.Platform, Migrator = access.Superuser }, cancellationToken);
            await Migrator.ApplyAsync(access.Superuser, EmbeddedMigrations.All, cancellationToken);
            var tenants = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
            await FillAsync(access.Superuser, tenants, largest, cancellationToken);
            return new(server, access, tenants);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task FillAsync(string superuser, List<Guid> tenants, int largest, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(superuser) { CommandTimeout = 0, Pooling = false, Options = "-c session_replication_role=replica" });
        await using (var sizes = source.CreateCommand("create table public.size as select * from unnest($1::uuid[], $2::int[]) as s (tenant_id, n)"))
        {
            sizes.Parameters.Add(new() { Value = tenants.ToArray() });
            sizes.Parameters.Add(new() { Value = tenants.Select((_, rank) => Math.Max(Least, (int)(largest / Math.Pow(rank + 1, Exponent)))).ToArray() });
            await sizes.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var (name, sql) in Rows)
        {
            var rows = await ExecuteAsync(source, sql, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,12:N0} rows of {name}"));
        }

        await ExecuteAsync(source, "vacuum analyze", cancellationToken);
    }

    private static async Task<int> ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Ids follow from the tenant and a number, so that whoever asks can name them: md5 of both.
    private static readonly (string Name, string Sql)[] Rows =
    [
        ("tenant", "insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at) select tenant_id, 't' || md5(tenant_id::text), 'T', 'active', 'n-' || tenant_id, now(), now() from size"),
        ("publisher", "insert into portal.publisher values (gen_random_uuid(), 'bench', 'Bench', 8000, now())"),
        ("plugin", "insert into portal.plugin select md5('plugin' || i)::uuid, 'plugin-' || i, p.id, 'Plugin ' || i, now() from portal.publisher p, generate_series(1, 20) i"),
        ("package", "insert into portal.package values ('sha256:' || repeat('0', 64), 1, 'x', now())"),
        ("plugin_version", "insert into portal.plugin_version select id, '1.0.0', 'sha256:' || repeat('0', 64), '{}', '', now(), null from portal.plugin"),
        ("listing", "insert into portal.listing select id, 'ci-cd', 's', 'd', 'pulse', null, null, '1.0.0', true, now() from portal.plugin"),
        ("member", "insert into portal.member (tenant_id, id, email, email_normalized, display_name, password_hash, role, created_at) select tenant_id, md5(tenant_id || 'member' || i)::uuid, i || '@x.example', i || '@x.example', 'Person ' || i, 'x', 'admin', now() from size, generate_series(1, 3 + n / 200) i"),
        ("session", "insert into portal.session (tenant_id, id, member_id, token_hash, created_at, last_seen_at, expires_at) select tenant_id, gen_random_uuid(), md5(tenant_id || 'member' || (1 + i % 3))::uuid, sha256(('s' || i)::bytea), now(), now(), now() + interval '1 day' from size, generate_series(1, 3 + n / 100) i"),
        ("api_key", "insert into portal.api_key (tenant_id, id, name, secret_hash, role, created_by, created_at, last_used_at) select tenant_id, gen_random_uuid(), 'k', sha256(('k' || i)::bytea), 'admin', md5(tenant_id || 'member1')::uuid, now(), now() from size, generate_series(1, 3 + n / 2000) i"),
        ("installation", "insert into portal.installation (tenant_id, id, plugin_id, state, version, strategy, created_by, created_at, updated_at) select tenant_id, md5(tenant_id || 'installation' || i)::uuid, md5('plugin' || i)::uuid, 'active', '1.0.0', '{\"kind\": \"canary\"}', md5(tenant_id || 'member1')::uuid, now(), now() from size, generate_series(1, 3 + least(17, n / 1000)) i"),
        ("rollout", "insert into portal.rollout (tenant_id, id, installation_id, plugin_id, from_version, to_version, strategy, phase, verdict, message, correlation_id, created_by, created_at, updated_at, finished_at) select tenant_id, md5(tenant_id || 'rollout' || i)::uuid, md5(tenant_id || 'installation' || (1 + i % 3))::uuid, md5('plugin' || (1 + i % 3))::uuid, '1.0.0', '1.1.0', '{\"kind\": \"canary\"}', 'Completed', 'Successful', 'Done', 'c', md5(tenant_id || 'member1')::uuid, now() - make_interval(mins => i), now(), now() from size, generate_series(1, 2 + n / 50) i"),
        ("rollout_event", "insert into portal.rollout_event select tenant_id, md5(tenant_id || 'rollout' || r)::uuid, s, now(), 'StepStarted', 'Step ' || s || ' started, and the canary gets more of the traffic', 10 from size, generate_series(1, 2 + n / 50) r, generate_series(1, 12) s"),
        ("rollout_measurement", "insert into portal.rollout_measurement select tenant_id, md5(tenant_id || 'rollout' || r)::uuid, now() - make_interval(secs => s), 10, 100, 0, 0, 10, 0, 0, 1 from size, generate_series(1, 2 + n / 2000) r, generate_series(1, 500) s where n > 100"),
        ("audit_record", "insert into portal.audit_record select tenant_id, i, md5(tenant_id || 'audit' || i)::uuid, now(), 'member', md5(tenant_id || 'member1')::uuid, 'Person ' || (1 + i % 50), (array['session.opened','session.closed','plugin.upgrade-requested','rollout.completed','api-key.created'])[1 + i % 5], 'rollout', 'rol_' || md5((i / 10)::text), 'Plugin', '{}', 'c', '\\x00', '\\x00' from size, generate_series(1, n) i"),
        ("operation", "insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at, finished_at) select tenant_id, md5(tenant_id || 'operation' || i)::uuid, 'rollout.apply', 'k', 'rollout', 'x', '{}', 'succeeded', now(), 'c', 'Ann', now() - make_interval(mins => i), now() from size, generate_series(1, 2 + n / 10) i"),
        ("operation_step", "insert into portal.operation_step select tenant_id, md5(tenant_id || 'operation' || i)::uuid, s, now(), 'apply', 'succeeded', 'Done.' from size, generate_series(1, 2 + n / 10) i, generate_series(1, 3) s"),
    ];
}
