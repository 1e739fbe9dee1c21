using System.Net;
using Portal.Infrastructure.Migrations;

namespace Portal.IsolationTests.Migrations;

/// <summary>A version runs on its own schema and on the next one's: first expand, and contract when nobody runs the old version any more.</summary>
public sealed class ExpandAndContractTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public void Migrations_ButThoseNamedContract_OnlyAdd() =>
        EmbeddedMigrations.All.Where(m => !m.Name.EndsWith("_contract.sql", StringComparison.Ordinal))
            .SelectMany(m => ContractStatements.Find(m.Sql).Select(statement => $"{m.Name}: {statement}")).ShouldBeEmpty();

    [Theory]
    [InlineData("drop table portal.member")]
    [InlineData("alter table portal.member drop column email")]
    [InlineData("alter table portal.member rename column email to mail")]
    [InlineData("alter table portal.member rename email to mail")]
    [InlineData("alter table portal.member rename to person")]
    [InlineData("alter table portal.member alter column email set not null")]
    [InlineData("alter table portal.member alter email type varchar(10)")]
    [InlineData("alter table portal.member alter column email set data type varchar(10)")]
    [InlineData("alter table portal.member alter column failed_sign_ins drop default")]
    [InlineData("alter table portal.member add column age int not null")]
    [InlineData("alter table portal.member add column age int default 1, add column height int not null")]
    [InlineData("alter table portal.member add age int not null")]
    [InlineData("truncate portal.member")]
    [InlineData("do $$ begin drop table portal.member; end $$")]
    public void Find_OfAStatementThatTakesAway_NamesIt(string statement) => ContractStatements.Find("select 1;\n" + statement + ";").ShouldNotBeEmpty();

    [Theory]
    [InlineData("create table portal.note (id uuid not null primary key, at timestamptz not null)")]
    [InlineData("alter table portal.member add column age int, add column height int not null default 0")]
    [InlineData("alter table portal.member add constraint tall check (height > 0)")]
    [InlineData("create function portal.f() returns int language plpgsql as $$ begin drop table x; end $$")]
    [InlineData("-- drop table portal.member\nselect 1")]
    [InlineData("drop index portal.member_height")]
    public void Find_OfAStatementThatAdds_IsEmpty(string statement) => ContractStatements.Find(statement).ShouldBeEmpty();

    [Fact]
    public async Task Host_WhileTheNextVersionsMigrationIsApplied_GoesOnWorking()
    {
        var before = await host.SignUpAsync();
        var expanded = EmptyDatabase.File(
            "9000_expanded.sql",
            """
            do $do$
            declare
                target regclass;
            begin
                for target in select c.oid from pg_class c where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'portal'::regnamespace loop
                    execute format('alter table %s add column expanded_note text, add column expanded_count int not null default 7', target);
                end loop;
            end
            $do$;
            create index member_expanded on portal.member (tenant_id, expanded_note);
            create table portal.expanded (tenant_id uuid not null references portal.tenant (id), id uuid not null, primary key (tenant_id, id));
            call portal.protect_tenant_table('portal.expanded');
            grant select, insert on portal.expanded to portal_app;
            """);
        ContractStatements.Find(expanded.Sql).ShouldBeEmpty();
        (await Migrator.ApplyAsync(host.Database.Superuser, [.. EmbeddedMigrations.All, expanded], TestContext.Current.CancellationToken)).ShouldBe(["9000_expanded.sql"]);

        foreach (var tenant in new[] { before, await host.SignUpAsync() })
        {
            (await tenant.SignInAsync()).ShouldNotBeEmpty();
            using var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
            var accepted = await install.ShouldBeAsync(HttpStatusCode.Accepted);
            ((string?)(await tenant.GetAsync("/api/v1/rollouts/" + accepted["rollout"]))["phase"]).ShouldBe("Pending");
            (await tenant.GetAsync("/api/v1/audit-records"))["items"]!.AsArray().Count.ShouldBeGreaterThan(2);
        }
    }
}
