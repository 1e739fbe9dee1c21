using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.IsolationTests.Boundary;

namespace Portal.IsolationTests.Interleaving;

/// <summary>Two tenants through one process and as few connections as there can be.</summary>
public sealed class InterleavingTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task UnitsOfWork_OfTwoTenantsInterleaved_NeverMix(int connections)
    {
        await using var app = new AppDatabase(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(tenants.Database.App) { MaxPoolSize = connections, Timeout = 60 }));
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Database.Platform));
        var units = new TenantUnitOfWorks(app, platform, TimeProvider.System);
        var mixes = 0;
        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, cancellationToken) =>
        {
            var tenant = new TenantId(i % 2 == 0 ? tenants.Mine : tenants.Other);
            await using var work = await units.BeginAsync(tenant, cancellationToken);
            // Half of the readings take the filter off: row-level security must hold alone.
            var members = i % 4 < 2 ? work.Db.Set<MemberRow>() : work.Db.Set<MemberRow>().IgnoreQueryFilters();
            var rows = await members.AsNoTracking().ToListAsync(cancellationToken);
            if (rows.Count != 1 || rows[0].TenantId != tenant)
            {
                Interlocked.Increment(ref mixes);
            }

            if (i % 3 == 0)
            {
                await work.CommitAsync(cancellationToken);
            }
        });
        mixes.ShouldBe(0);
    }

    [Fact]
    public async Task UnitOfWork_WithoutATenant_Throws()
    {
        await using var app = new AppDatabase(NpgsqlDataSource.Create(tenants.Database.App));
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Database.Platform));
        var units = new TenantUnitOfWorks(app, platform, TimeProvider.System);
        await Should.ThrowAsync<ArgumentException>(() => units.BeginAsync(default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task BulkChanges_WithTheFilterOff_TouchOwnRowsOnly()
    {
        await using var app = new AppDatabase(NpgsqlDataSource.Create(tenants.Database.App));
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Database.Platform));
        var units = new TenantUnitOfWorks(app, platform, TimeProvider.System);
        await using var work = await units.BeginAsync(new TenantId(tenants.Mine), TestContext.Current.CancellationToken);
        var touched = await work.Db.Set<MemberRow>().IgnoreQueryFilters()
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, Role.Viewer), TestContext.Current.CancellationToken);
        touched.ShouldBe(1);
    }
}
