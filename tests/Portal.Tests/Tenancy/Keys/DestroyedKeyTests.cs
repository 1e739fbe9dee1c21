using Npgsql;
using Portal.Tests.Operations.Backups;

namespace Portal.Tests.Tenancy.Keys;

/// <summary>A tenant's keys are destroyed, and then a backup from before comes back.</summary>
public sealed class DestroyedKeyTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Destroyed = "keys.destroyed";

    [Fact]
    public async Task Deployment_RestoredFromABackupFromBeforeTheDestruction_OpensNothingOfThatTenant()
    {
        var (acme, globex) = (await host.SignUpAsync(), await host.SignUpAsync());
        await SealedValues.AddAsync(acme, rotated: true);
        await SealedValues.AddAsync(acme);
        await SealedValues.AddAsync(globex, rotated: true);
        using var tool = new BackupTool(host.Database);
        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        (await SealedValues.OpenAsync(host, acme)).ShouldBe([null]);
        var staff = await Staff.SignInAsync(host);
        (await staff.PostAsync($"/tenants/{acme.Id}/key-destructions", new { slug = acme.Slug })).EnsureSuccessStatusCode();
        (await SealedValues.OpenAsync(host, acme)).ShouldBe([Destroyed]);

        await ExecuteAsync("drop schema portal cascade; drop schema quartz cascade; drop table public.schema_migration");
        (await tool.RestoreAsync(tool.Backups.ShouldHaveSingleItem())).ShouldSatisfyAllConditions(restored => restored.Code.ShouldBe(0, restored.Said));

        (await ExecuteAsync($"select string_agg(state, ' ') from portal.tenant_key where tenant_id = '{acme.Uuid}' and wrapped is not null")).ShouldBe("active");
        (await SealedValues.OpenAsync(host, acme)).ShouldBe([Destroyed]);
        (await SealedValues.OpenAsync(host, globex)).ShouldBe([null]);
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(host.Database.Superuser) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
