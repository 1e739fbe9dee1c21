using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Data;
using Portal.IsolationTests.Boundary;
using Portal.IsolationTests.Schema;

namespace Portal.IsolationTests.Moving;

/// <summary>A deleted tenant leaves nothing behind but what says that it is gone, wherever its removal was cut off.</summary>
public sealed class TenantErasureTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    // The tombstone with its slug, the certificate, the platform's own log, and the books.
    private static readonly string[] Remaining =
        ["portal.deletion_certificate", "portal.journal", "portal.journal_entry", "portal.platform_record", "portal.tenant"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erasure_CutOffAtEveryTable_EndsWithNothingOfTheTenantAndAllOfTheOther()
    {
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Database.Platform));
        var units = new TenantUnitOfWorks(new AppDatabase(tenants.App), platform, TimeProvider.System);
        var erasure = new TenantErasure(units, platform);
        var tenant = new Portal.Domain.Tenancy.TenantId(tenants.Mine);
        var before = await RowsAsync(tenants.Other);
        await ExecuteAsync($"update portal.tenant set state = 'deleting', state_before = 'active', delete_after = now() - interval '1 s' where id = '{tenants.Mine}'");
        await ExecuteAsync("create function public.crash() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$");
        var tables = await InOrderOfRemovalAsync(units, tenant);
        tables.Count.ShouldBeGreaterThan(15);

        (await erasure.BeginAsync(tenant, "c", Stop)).ShouldBeNull();
        foreach (var table in tables)
        {
            await ExecuteAsync($"create trigger crash before delete on {table} for each row execute function public.crash()");
            await Should.ThrowAsync<PostgresException>(
                async () =>
                {
                    await erasure.RemoveRowsAsync(tenant, _ => Task.CompletedTask, Stop);
                    await erasure.FinishAsync(tenant, "c", Stop);
                },
                table);
            await ExecuteAsync($"drop trigger crash on {table}");
        }

        await erasure.RemoveRowsAsync(tenant, _ => Task.CompletedTask, Stop);
        await erasure.FinishAsync(tenant, "c", Stop);

        (await tenants.Database.TablesWithAsync(tenants.Mine)).ShouldBe(Remaining);
        (await RowsAsync(tenants.Other)).ShouldBe(before);
        var counted = await NamesAsync(
            $"select key || ' ' || value from portal.deletion_certificate, jsonb_each_text(removed_rows) where id = '{tenants.Mine}' and purged_at is not null");
        // One row of each, but for what was recorded, to which the beginning of the removal added one, and the news of it.
        counted.Select(count => count.Split(' ')[0]).Order(StringComparer.Ordinal).ShouldBe(tables.Select(table => table["portal.".Length..]).Order(StringComparer.Ordinal));
        counted.Where(count => !count.EndsWith(" 1", StringComparison.Ordinal)).Select(count => count.Split(' ')[0]).Except(["audit_pending_record", "outbox_message"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update portal.deletion_certificate set slug = 'other'")]
    [InlineData("delete from portal.platform_record")]
    [InlineData("delete from portal.journal")]
    public async Task WhatRemains_ByThePlatformRole_CannotBeRewritten(string statement)
    {
        await ExecuteAsync(
            $"""
            insert into portal.deletion_certificate (id, slug, requested_at, requested_by, grace_ended_at, began_at, purged_at, document, document_hash)
            values ('{tenants.Other}', 'gone', now(), 'x', now(), now(), now(), '', '') on conflict do nothing
            """);
        await using var source = NpgsqlDataSource.Create(tenants.Database.Platform);
        await using var command = source.CreateCommand(statement);
        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));
        refused.SqlState.ShouldBeOneOf(PostgresErrorCodes.RestrictViolation, PostgresErrorCodes.InsufficientPrivilege);
    }

    // Otherwise a table where the removal is to be cut off would be empty already.
    private static async Task<List<string>> InOrderOfRemovalAsync(TenantUnitOfWorks units, Portal.Domain.Tenancy.TenantId tenant)
    {
        await using var work = await units.BeginAsPlatformAsync(tenant, Stop);
        return
        [
            .. (await TenantTables.ReadAsync(work, Stop)).Reverse().Select(table => table.Name).Except(TenantErasure.Retained).Select(name => "portal." + name)
                .OrderBy(name => name is "portal.operation" or "portal.operation_step" or "portal.outbox_message" or "portal.billing_customer"),
        ];
    }

    private async Task<List<string>> RowsAsync(Guid tenant)
    {
        var rows = new List<string>();
        foreach (var table in await SchemaCatalog.TenantTablesAsync(tenants.Superuser))
        {
            rows.AddRange(await NamesAsync($"select '{table} ' || t::text from {table} t where tenant_id = '{tenant}'"));
        }

        return rows;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = tenants.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private async Task<List<string>> NamesAsync(string sql)
    {
        await using var connection = await tenants.Superuser.OpenConnectionAsync(Stop);
        return await SchemaCatalog.NamesAsync(connection, sql);
    }
}
