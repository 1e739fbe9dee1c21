using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.IsolationTests.Boundary;

/// <summary>The object-relational model with its tenant filter taken off, as a programmer's slip would: row-level security holds alone, for every row class.</summary>
public sealed class FilterOffTests(TwoTenants tenants) : BoundaryTest(tenants)
{
    [Fact]
    public Task Query_OfEveryRowClass_SeesOwnRowsOnly() => ForEveryRowAsync(nameof(QueryAsync));

    [Fact]
    public Task RawSql_OfEveryRowClass_SeesOwnRowsOnly() => ForEveryRowAsync(nameof(RawAsync));

    [Fact]
    public Task ExecuteUpdate_OfEveryRowClass_TouchesOwnRowsOnly() => ForEveryRowAsync(nameof(UpdateAsync));

    [Fact]
    public Task ExecuteUpdate_OfTheTenant_IsRefusedForEveryRowClass() => ForEveryRowAsync(nameof(GiveAwayAsync));

    [Fact]
    public Task ExecuteDelete_OfEveryRowClass_TouchesNoForeignRow() => ForEveryRowAsync(nameof(DeleteAsync));

    [Fact]
    public Task SaveChanges_OfAForeignRow_IsRefusedForEveryRowClass() => ForEveryRowAsync(nameof(AddAsync));

    [Fact]
    public async Task Model_OfTenantsRows_HasNoNavigationThatAnIncludeCouldFollow()
    {
        await using var units = new Units(Tenants);
        await using var work = await units.BeginAsync();
        work.Db.Model.GetEntityTypes().SelectMany(e => e.GetNavigations()).Select(n => $"{n.DeclaringEntityType.Name}.{n.Name}").ShouldBeEmpty();
    }

    private async Task ForEveryRowAsync(string check)
    {
        var method = GetType().GetMethod(check, BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)!;
        var rows = typeof(PortalDbContext).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(ITenantOwned).IsAssignableFrom(t)).ToList();
        rows.Count.ShouldBeGreaterThan(12);
        await using var units = new Units(Tenants);
        foreach (var row in rows)
        {
            await using var work = await units.BeginAsync();
            await (Task)method.MakeGenericMethod(row).Invoke(this, [work])!;
        }
    }

    private async Task QueryAsync<T>(TenantUnitOfWork work)
        where T : class, ITenantOwned
    {
        var seen = await work.Db.Set<T>().IgnoreQueryFilters().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        seen.Select(r => r.TenantId.Value).ShouldBe([Tenants.Mine], typeof(T).Name);
    }

    private async Task RawAsync<T>(TenantUnitOfWork work)
        where T : class, ITenantOwned
    {
        var table = work.Db.Model.FindEntityType(typeof(T))!.GetTableName();
        // The table's name is the model's.
        await using var raw = work.Command($"select tenant_id from {table}");
        (await raw.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(Tenants.Mine, typeof(T).Name);
        await using var foreign = work.Command($"select count(*) from {table} where tenant_id = '{Tenants.Other}'");
        (await foreign.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L, typeof(T).Name);
    }

    private static Task UpdateAsync<T>(TenantUnitOfWork work)
        where T : class, ITenantOwned => IfGrantedAsync<T>(work, "update", async () =>
            (await work.Db.Set<T>().IgnoreQueryFilters().ExecuteUpdateAsync(set => set.SetProperty(r => r.TenantId, r => r.TenantId), TestContext.Current.CancellationToken))
                .ShouldBe(1, typeof(T).Name));

    private async Task GiveAwayAsync<T>(TenantUnitOfWork work)
        where T : class, ITenantOwned
    {
        var other = new TenantId(Tenants.Other);
        Refused<T>(await Should.ThrowAsync<PostgresException>(() => work.Db.Set<T>().IgnoreQueryFilters()
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.TenantId, other), TestContext.Current.CancellationToken), typeof(T).Name));
    }

    private Task DeleteAsync<T>(TenantUnitOfWork work)
        where T : class, ITenantOwned
    {
        var other = new TenantId(Tenants.Other);
        return IfGrantedAsync<T>(work, "delete", async () =>
            (await work.Db.Set<T>().IgnoreQueryFilters().Where(r => r.TenantId == other).ExecuteDeleteAsync(TestContext.Current.CancellationToken)).ShouldBe(0, typeof(T).Name));
    }

    private async Task AddAsync<T>(TenantUnitOfWork work)
        where T : class, ITenantOwned
    {
        var row = await work.Db.Set<T>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        work.Db.Entry(row).Property(nameof(ITenantOwned.TenantId)).CurrentValue = new TenantId(Tenants.Other);
        work.Db.Add(row);
        var refused = await Should.ThrowAsync<DbUpdateException>(() => work.Db.SaveChangesAsync(TestContext.Current.CancellationToken), typeof(T).Name);
        Refused<T>(refused.InnerException.ShouldBeOfType<PostgresException>());
    }

    private static async Task IfGrantedAsync<T>(TenantUnitOfWork work, string privilege, Func<Task> check)
    {
        await using var may = work.Command("select has_table_privilege($1, $2)");
        may.Parameters.Add(new() { Value = work.Db.Model.FindEntityType(typeof(T))!.GetTableName()! });
        may.Parameters.Add(new() { Value = privilege });
        if ((bool)(await may.ExecuteScalarAsync(TestContext.Current.CancellationToken))!)
        {
            await check();
        }
        else
        {
            Refused<T>(await Should.ThrowAsync<PostgresException>(check, typeof(T).Name));
        }
    }

    private static void Refused<T>(PostgresException refused) => refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, $"{typeof(T).Name}: {refused.MessageText}");
}
