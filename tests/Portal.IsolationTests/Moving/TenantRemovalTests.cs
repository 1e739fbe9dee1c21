using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;
using Portal.IsolationTests.Boundary;

namespace Portal.IsolationTests.Moving;

/// <summary>A whole tenant can be taken out of every table, by the platform's functions alone.</summary>
public sealed class TenantRemovalTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_OfTheCatalog_PutsParentsBeforeChildren()
    {
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Database.Platform));
        await using var work = await Units(platform).BeginAsPlatformAsync(new(tenants.Mine), Stop);
        var tables = await TenantTables.ReadAsync(work, Stop);
        var names = tables.Select(t => t.Name).ToList();
        names.Count.ShouldBe(names.Distinct().Count());
        names.IndexOf("member").ShouldBeLessThan(names.IndexOf("session"));
        names.IndexOf("installation").ShouldBeLessThan(names.IndexOf("rollout"));
        names.IndexOf("rollout").ShouldBeLessThan(names.IndexOf("rollout_event"));
        var member = tables.Single(t => t.Name == "member");
        member.Key.ShouldBe(["tenant_id", "id"]);
        member.Columns[0].ShouldBe(new TenantColumn("tenant_id", "uuid", IsRequired: true, HasDefault: false));
        member.IsPlatformRead.ShouldBeFalse();
        tables.Single(t => t.Name == "operation").IsPlatformRead.ShouldBeTrue();
    }

    [Fact]
    public async Task RemoveTenantRows_OfEveryTable_LeavesTheOtherTenantAlone()
    {
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Database.Platform));
        await using (var work = await Units(platform).BeginAsPlatformAsync(new(tenants.Mine), Stop))
        {
            foreach (var table in (await TenantTables.ReadAsync(work, Stop)).Reverse())
            {
                await using var remove = work.Command("select portal.remove_tenant_rows(to_regclass($1))");
                remove.Parameters.Add(new() { Value = table.Name });
                ((long)(await remove.ExecuteScalarAsync(Stop))!).ShouldBe(1, table.Name);
                (await CountAsync(table.Name, tenants.Other)).ShouldBe(1, table.Name);
            }

            // Not committed: the other tests want their rows.
        }
    }

    [Fact]
    public async Task RemoveTenantRows_ByTheAppRole_IsRefused()
    {
        await using var connection = await tenants.App.OpenConnectionAsync(Stop);
        await using var remove = new NpgsqlCommand("select portal.remove_tenant_rows('portal.member')", connection);
        (await Should.ThrowAsync<PostgresException>(() => remove.ExecuteScalarAsync(Stop))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("set role portal_archivist")]
    [InlineData("delete from portal.audit_record")]
    public async Task Archivist_ByThePlatformRole_CannotBeTakenOnNorReplaced(string statement)
    {
        await using var source = NpgsqlDataSource.Create(tenants.Database.Platform);
        await using var command = source.CreateCommand(statement);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private TenantUnitOfWorks Units(PlatformDatabase platform) => new(new AppDatabase(tenants.App), platform, TimeProvider.System);

    private async Task<long> CountAsync(string table, Guid tenant)
    {
        await using var count = tenants.Superuser.CreateCommand($"select count(*) from portal.{table} where tenant_id = '{tenant}'");
        return (long)(await count.ExecuteScalarAsync(Stop))!;
    }
}
