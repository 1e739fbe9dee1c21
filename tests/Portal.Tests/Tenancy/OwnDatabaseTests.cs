using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Operations;
using Portal.Tests.Audit;

namespace Portal.Tests.Tenancy;

/// <summary>A live tenant moves to a database of its own, and everything goes on as before.</summary>
public sealed class OwnDatabaseTests(OwnDatabaseHost world) : IClassFixture<OwnDatabaseHost>
{
    // Every tenant table with its rows as JSON, but for what the move itself adds.
    private const string Contents =
        """
        select t.name || ' ' || coalesce((xpath('//h/text()', query_to_xml(format(
            'select md5(string_agg(to_jsonb(r)::text, e''\n'' order by to_jsonb(r)::text)) as h from portal.%I r where tenant_id = %L '
            'and not (to_jsonb(r) ->> ''action'' is not distinct from ''tenant.moved'') and %L not in (''audit_head'', ''outbox_message'')', t.name, '{0}', t.name),
            false, true, '')))[1]::text, '-')
        from (select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
              where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r') t order by 1
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PortalHost Host => world.Host;

    private OwnDatabaseMove Move => new(
        Host.Services.GetRequiredService<TenantUnitOfWorks>(), Host.Services.GetRequiredService<PlatformDatabase>(), Host.Services.GetRequiredService<OwnDatabases>());

    [Fact]
    public async Task Move_OfALiveTenant_LosesNothingAndLeavesNothingBehind()
    {
        var tenant = await Host.SignUpAsync();
        var neighbour = await Host.SignUpAsync();
        using (var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" }))
        {
            await install.ShouldBeAsync(HttpStatusCode.Accepted);
        }

        await using var writers = new Writers(tenant);
        await writers.GoOnAsync();
        (await Move.ExecuteAsync(new(tenant.Uuid), "first", "test", _ => Task.CompletedTask, Stop)).ShouldNotBeNull().ShouldBeGreaterThan(20);
        await writers.GoOnAsync();
        var acknowledged = await writers.StopAsync();

        var stored = await world.First.ListAsync("select 'key_' || replace(id::text, '-', '') from portal.api_key");
        acknowledged.Except(stored).ShouldBeEmpty();
        (await ContentsAsync(Host.Database, tenant)).ShouldAllBe(line => line.EndsWith(" -", StringComparison.Ordinal));
        (await ContentsAsync(Host.Database, neighbour)).ShouldContain(line => line.StartsWith("member ", StringComparison.Ordinal) && !line.EndsWith('-'));
        await AuditTreeCheck.PlaceAsync(Host, tenant);
        var sequence = await world.First.ListAsync("select r.sequence::text from portal.audit_record r order by r.sequence");
        sequence.ShouldBe(Enumerable.Range(1, sequence.Count).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        sequence.Count.ShouldBeGreaterThan(5);

        // The next of everything goes there too: sign-in, use cases, queue, news.
        (await tenant.SignInAsync()).ShouldNotBeEmpty();
        var news = new TaskCompletionSource();
        using var subscription = Host.Services.GetRequiredService<LiveEvents>().Subscribe(new(tenant.Uuid), e => _ = e.Topic == Topic.Operation && news.TrySetResult());
        using (var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "tech-radar" }))
        {
            await install.ShouldBeAsync(HttpStatusCode.Accepted);
        }

        await news.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
        (await world.First.ListAsync("select kind from portal.operation where kind = 'rollout.apply'")).Count.ShouldBe(2);
        (await neighbour.GetAsync("/api/v1/installations"))["items"]!.AsArray().ShouldBeEmpty();
        ((string)(await tenant.GetAsync("/api/v1/tenant"))["isolation"]!).ShouldBe("Database");
        await Eventually.HoldsAsync(
            async () => (await world.First.ListAsync("select requests::text from portal.request_count")).Count > 0, TimeSpan.FromSeconds(20), "its requests are not counted there");

        // One database, one tenant; and there is no second move.
        await Should.ThrowAsync<InvalidOperationException>(() => Move.ExecuteAsync(new(neighbour.Uuid), "first", "test", _ => Task.CompletedTask, Stop));
        (await Move.ExecuteAsync(new(tenant.Uuid), "first", "test", _ => Task.CompletedTask, Stop)).ShouldBeNull();
        (await neighbour.GetAsync("/api/v1/me")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Move_FromAnOwnSchemaAfterAnAttemptThatDied_BringsEveryRowAsItWas()
    {
        var tenant = await Host.SignUpAsync();
        var before = await ContentsAsync(Host.Database, tenant);
        await new OwnSchemaMove(Host.Services.GetRequiredService<TenantUnitOfWorks>()).ExecuteAsync(new(tenant.Uuid), "test", _ => Task.CompletedTask, Stop);
        // What an attempt leaves that dies after the new database's commit and before the shared one's.
        (await world.Second.ListAsync(
            $"""
            with t as (insert into portal.tenant (id, slug, name, state, namespace, isolation, created_at, updated_at)
                values ('{tenant.Uuid}', '{tenant.Slug}', 'Half', 'active', 'half', 'database', now(), now()) returning id)
            insert into portal.idempotency_key (tenant_id, principal, route, key, fingerprint, created_at) select id, 'p', 'r', 'k', '', now() from t returning key
            """)).ShouldBe(["k"]);

        await Move.ExecuteAsync(new(tenant.Uuid), "second", "test", _ => Task.CompletedTask, Stop);

        (await ContentsAsync(world.Second, tenant)).ShouldBe(before);
        (await world.Second.ListAsync("select name from portal.tenant")).ShouldBe([$"Tenant {tenant.Slug}"]);
        (await Host.Database.ListAsync($"select nspname::text from pg_namespace where nspname = 'tenant_{tenant.Uuid:n}'")).ShouldBeEmpty();
        (await tenant.GetAsync("/api/v1/me")).ShouldNotBeNull();

        // The tenant's row counts where it lives; the shared database follows.
        await world.Second.ListAsync("update portal.tenant set name = 'Renamed', updated_at = now() + interval '1 second' returning name");
        var own = Host.Services.GetRequiredService<OwnDatabases>().Get("second");
        await TenantMirror.BringAsync(own.Platform, Host.Services.GetRequiredService<PlatformDatabase>(), Stop);
        (await Host.Database.ListAsync($"select name from portal.tenant where id = '{tenant.Uuid}'")).ShouldBe(["Renamed"]);

        // And what is everybody's goes the other way.
        await Host.Database.ListAsync("update portal.listing set summary = 'Changed' returning summary");
        await CommonRows.BringAsync(Host.Services.GetRequiredService<PlatformDatabase>(), own.Platform, Stop);
        (await world.Second.ListAsync("select distinct summary from portal.listing")).ShouldBe(["Changed"]);
    }

    [Fact]
    public async Task UnitOfWork_OfATenantInADatabaseTheSettingsDoNotName_SaysWhatIsMissing()
    {
        var tenant = await Host.SignUpAsync();
        await Host.Database.ListAsync($"update portal.tenant set isolation = 'database', database_name = 'third' where id = '{tenant.Uuid}' returning slug");
        (await Should.ThrowAsync<InvalidOperationException>(() => Host.Services.GetRequiredService<TenantUnitOfWorks>().BeginAsync(new(tenant.Uuid), Stop)))
            .Message.ShouldContain("Database__Own__third__App");
    }

    private static Task<List<string>> ContentsAsync(TestDatabase database, TestTenant tenant) =>
        database.ListAsync(Contents.Replace("{0}", tenant.Uuid.ToString(), StringComparison.Ordinal));
}
