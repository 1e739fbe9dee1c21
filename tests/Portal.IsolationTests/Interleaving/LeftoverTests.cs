using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.IsolationTests.Boundary;

namespace Portal.IsolationTests.Interleaving;

/// <summary>A connection that comes back has nothing bound, however its unit of work ended; the driver is told not to clean up behind it.</summary>
public sealed class LeftoverTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_AfterEachUnitOfWork_HasItsSettingsBack()
    {
        var one = new NpgsqlConnectionStringBuilder(tenants.Database.App) { MaxPoolSize = 1, NoResetOnClose = true }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(one);
        await using var app = new AppDatabase(source);
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Database.Platform));
        var units = new TenantUnitOfWorks(app, platform, TimeProvider.System);
        foreach (var end in new Func<TenantUnitOfWork, Task>[] { w => w.CommitAsync(Stop), _ => Task.CompletedTask, FailAsync, BreakOffAsync })
        {
            foreach (var tenant in new[] { tenants.Mine, tenants.Other })
            {
                await using (var work = await units.BeginAsync(new TenantId(tenant), Stop))
                {
                    await using var count = work.Command("select count(*) from member");
                    (await count.ExecuteScalarAsync(Stop)).ShouldBe(1L);
                    await end(work);
                }

                await using var look = source.CreateCommand(
                    "select coalesce(current_setting('app.tenant', true), '') || '|' || current_setting('search_path') || '|' || (select count(*) from portal.member)");
                (await look.ExecuteScalarAsync(Stop)).ShouldBe("|\"$user\", public|0");
            }
        }
    }

    private static async Task FailAsync(TenantUnitOfWork work)
    {
        await using var wrong = work.Command("select 1 / 0");
        await Should.ThrowAsync<PostgresException>(() => wrong.ExecuteScalarAsync(Stop));
    }

    private static async Task BreakOffAsync(TenantUnitOfWork work)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        soon.CancelAfter(TimeSpan.FromMilliseconds(50));
        await using var slow = work.Command("select pg_sleep(30)");
        await Should.ThrowAsync<OperationCanceledException>(() => slow.ExecuteScalarAsync(soon.Token));
    }
}
