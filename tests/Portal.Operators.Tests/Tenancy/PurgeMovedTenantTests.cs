using System.Text.Json.Nodes;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Tests.Tenancy;

/// <summary>A tenant in a schema or a database of its own is removed like any other, and what outlives it ends in the shared database.</summary>
public sealed class PurgeMovedTenantTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    // The tombstone, the certificate, the platform's log, the books.
    private static readonly string[] Remaining =
        ["portal.deletion_certificate", "portal.journal", "portal.journal_entry", "portal.platform_record", "portal.tenant"];

    [Theory]
    [InlineData("schema", -1, false)]
    [InlineData("schema", 0, true)]
    [InlineData("schema", 2, false)]
    [InlineData("database", -1, false)]
    [InlineData("database", 0, false)]
    [InlineData("database", 0, true)]
    [InlineData("database", 1, false)]
    [InlineData("database", 1, true)]
    [InlineData("database", 2, false)]
    [InlineData("database", 2, true)]
    [InlineData("database", 3, false)]
    [InlineData("database", 3, true)]
    public async Task Purge_CutOffAtAnyStep_LeavesWhatOutlivesItInTheSharedDatabaseAlone(string isolation, int crashAt, bool after)
    {
        await using var own = await TestDatabase.CreateAsync();
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active", own);
        await MoveAsync(stage, isolation);
        var id = await stage.DeleteAsync(TimeSpan.Zero);

        (await stage.RunPurgeAsync(id, crashAt, after)).ShouldBe(crashAt < 0 ? 1 : 2);

        await GoneAsync(stage, own);
        (await stage.Client.FindAsync(ResourceKind.Namespace, new("", stage.Space), CancellationToken.None)).ShouldBeNull();
        (await stage.CustomersAsync()).ItemsAt("data").ShouldBeEmpty();
        var certificate = await stage.CertificateAsync();
        certificate.TextAt("requestedBy").ShouldBe("staff operator@portal.example");
        certificate.WholeAt("removedRows", "installation").ShouldBe(1);
        certificate.WholeAt("removedRows", "billing_customer").ShouldBe(1);
        certificate.WholeAt("removedRows", "stripe_event").ShouldBe(1);
        certificate.WholeAt("removedRows", "tenant_key").ShouldBe(1);
        stage.Room.Files.ShouldBe(["destroyed"]);
    }

    [Theory]
    [InlineData("own", "portal.rollout")]
    [InlineData("own", "portal.member")]
    [InlineData("own", "portal.operation")]
    [InlineData("own", "portal.journal_entry")]
    [InlineData("own", "portal.tenant")]
    [InlineData("shared", "portal.stripe_event")]
    [InlineData("shared", "portal.journal")]
    [InlineData("shared", "portal.deletion_certificate")]
    public async Task Purge_OfADatabaseCutOffAtATable_EndsTheSame(string database, string table)
    {
        await using var own = await TestDatabase.CreateAsync();
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active", own);
        await MoveAsync(stage, "database");
        var id = await stage.DeleteAsync(TimeSpan.Zero);
        var crashing = database == "own" ? own : fixture.Database;
        await ExecuteAsync(crashing, "create or replace function public.crash() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$");
        await ExecuteAsync(crashing, $"create trigger crash before insert or delete on {table} for each row execute function public.crash()");

        await new DomainsPurge(stage.Operations.Platform).RemoveAsync((await stage.Tenants.FindAsync(stage.Operations.Tenant, CancellationToken.None))!, CancellationToken.None);
        // As far as it comes, time and again, and then the trouble is over.
        await stage.Erasure.BeginAsync(stage.Operations.Tenant, "c", CancellationToken.None);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await Should.ThrowAsync<PostgresException>(async () =>
            {
                await stage.Erasure.RemoveRowsAsync(stage.Operations.Tenant, _ => Task.CompletedTask, CancellationToken.None);
                await stage.Erasure.FinishAsync(stage.Operations.Tenant, "c", CancellationToken.None);
            });
            if ((await stage.Tenants.FindAsync(stage.Operations.Tenant, CancellationToken.None))!.State == TenantState.Deleted)
            {
                break;
            }
        }

        await ExecuteAsync(crashing, $"drop trigger crash on {table}");
        // What the operator does by itself: the operation as long as there is one, else the sweep.
        await stage.RunPurgeAsync(id, -1, false);
        await stage.Erasure.SweepAsync(stage.Operations.Databases.Get("own").Platform, CancellationToken.None);
        await GoneAsync(stage, own);
    }

    [Fact]
    public async Task ForgetTenant_InTheSharedDatabase_IsRefused()
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await using var work = await stage.Operations.Units.BeginAsPlatformAsync(stage.Operations.Tenant, CancellationToken.None);
        await using var forget = work.Command("select portal.forget_tenant()");
        (await Should.ThrowAsync<PostgresException>(() => forget.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Fact]
    public async Task Tenant_AmongOthers_CannotBeSaidToBeAlone()
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await using var other = await LifeStage.StartAsync(fixture.Database, "active");
        await using var work = await stage.Operations.Units.BeginAsPlatformAsync(stage.Operations.Tenant, CancellationToken.None);
        await using var lie = work.Command("update portal.tenant set isolation = 'database' where id = nullif(current_setting('app.tenant'), '')::uuid");
        (await Should.ThrowAsync<PostgresException>(() => lie.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    private static async Task MoveAsync(LifeStage stage, string isolation)
    {
        await stage.LiveAsync();
        var customer = (await stage.Operations.ListAsync("select stripe_customer_id from portal.billing_customer")).Single();
        await SellAsync(stage, "before");
        await stage.Operations.ExecuteAsync("insert into portal.quota_override values ($1, 'members', 7, 'agreed', now())", stage.Operations.Tenant.Value);
        await stage.Operations.ExecuteAsync(
            "insert into portal.member (tenant_id, id, email, email_normalized, display_name, password_hash, role, created_at) values ($1, gen_random_uuid(), 'a@b.example', 'a@b.example', 'A', '', 'admin', now())",
            stage.Operations.Tenant.Value);
        var (units, home, databases) = (stage.Operations.Units, stage.Operations.Platform, stage.Operations.Databases);
        (isolation == "schema"
            ? await new OwnSchemaMove(units).ExecuteAsync(stage.Operations.Tenant, "c", _ => Task.CompletedTask, CancellationToken.None)
            : await new OwnDatabaseMove(units, home, databases).ExecuteAsync(stage.Operations.Tenant, "own", "c", _ => Task.CompletedTask, CancellationToken.None)).ShouldNotBeNull();
        await SellAsync(stage, "after");
        // Kept for the record, before or after the move: whose it is, only the customer's id says.
        await stage.Operations.ExecuteAsync(
            "insert into portal.stripe_event (id, type, livemode, payload, created_at, received_at) values ($1, 'charge.updated', false, $2, now(), now())",
            "evt_" + stage.Operations.Tenant.Value,
            new JsonObject { ["data"] = new JsonObject { ["object"] = new JsonObject { ["customer"] = customer } } }.ToJsonString());
    }

    /// <summary>A balanced journal where the tenant lives; the account of the second is opened there, and in the shared database under another id.</summary>
    private static async Task SellAsync(LifeStage stage, string party)
    {
        await stage.Operations.ExecuteAsync(
            "insert into portal.ledger_account values (gen_random_uuid(), 'publisher_payable', $1, 'EUR', now()) on conflict do nothing", party);
        await using var work = await stage.Operations.Units.BeginAsPlatformAsync(stage.Operations.Tenant, CancellationToken.None);
        await using var sell = work.Command(
            $"""
            insert into portal.ledger_account values (gen_random_uuid(), 'publisher_payable', '{party}', 'EUR', now()), (gen_random_uuid(), 'bank', '', 'EUR', now()) on conflict do nothing;
            insert into journal (tenant_id, id, business_key, kind, description, occurred_at, posted_at)
            values (current_setting('app.tenant')::uuid, gen_random_uuid(), '{party}', 'purchase', 'Sold', now(), now());
            insert into journal_entry (tenant_id, journal_id, line, account_id, amount_minor, currency)
            select j.tenant_id, j.id, case a.kind when 'bank' then 1 else 2 end, a.id, case a.kind when 'bank' then 500 else -500 end, 'EUR'
            from journal j, portal.ledger_account a
            where j.tenant_id = current_setting('app.tenant')::uuid and j.business_key = '{party}' and a.currency = 'EUR' and (a.kind = 'bank' or a.party = '{party}');
            """);
        await sell.ExecuteNonQueryAsync();
        await work.CommitAsync(CancellationToken.None);
    }

    private async Task GoneAsync(LifeStage stage, TestDatabase own)
    {
        var tenant = stage.Operations.Tenant.Value;
        (await fixture.Database.TablesWithAsync(tenant)).ShouldBe(Remaining);
        (await own.TablesWithAsync(tenant)).ShouldBeEmpty();
        (await fixture.Database.ListAsync($"select nspname::text from pg_namespace where nspname like 'tenant_{tenant:n}%'")).ShouldBeEmpty();
        (await fixture.Database.ListAsync($"select concat_ws(' ', state, isolation, name = slug, data_schema, database_name) from portal.tenant where id = '{tenant}'"))
            .ShouldBe(["deleted shared t"]);
        (await stage.Operations.ListAsync(
            "select party || ' ' || amount_minor from portal.journal_entry join portal.ledger_account a on a.id = account_id and a.kind = 'publisher_payable' order by party"))
            .ShouldBe(["after -500", "before -500"]);
        (await fixture.Database.ListAsync($"select action from portal.platform_record where tenant = '{tenant}' order by occurred_at, id"))
            .ShouldBe(["tenant.deletion-requested", "tenant.purged"]);
        (await stage.CertificateAsync()).ShouldNotBeNull();
        (await stage.Operations.ClaimsAsync()).ShouldBeEmpty();
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var command = superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
