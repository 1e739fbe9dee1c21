using System.Text;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>Both kinds of keys change while values are read and written, and nobody notices.</summary>
public sealed class RotationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const int Rows = 300;
    private static readonly SealedColumn Column = SealedColumn.All[0];

    [Fact]
    public async Task Rotate_OfBothKeysUnderLoad_FailsNoReadAndLeavesNothingSealedByTheOldKey()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var ids = await FillAsync(world);
        using var stop = new CancellationTokenSource();
        var processes = new[] { world.Process(), world.Process() };
        var news = processes.Append(world.Keys).Select(world.News).ToList();
        foreach (var listener in news)
        {
            await listener.StartAsync(CancellationToken.None);
        }

        var readers = processes.Select(process => Task.Run(() => ReadAsync(world, process, ids, stop.Token))).ToList();
        for (var round = 1; round <= 3; round++)
        {
            await world.Keys.RotateAsync(world.Tenant, round, CancellationToken.None);
            await world.Provider.RotateAsync(KeyOwner.Of(world.Tenant), CancellationToken.None);
            (await world.Care.WrapAnewAsync(world.Tenant, CancellationToken.None)).ShouldBe(round + 1);
            (await world.Care.SealAnewAsync(world.Tenant, (_, _) => Task.CompletedTask, CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(Rows);
        }

        await stop.CancelAsync();
        var reads = (await Task.WhenAll(readers)).Sum();
        reads.ShouldBeGreaterThan(100, "reads while keys were rotated");
        (await world.StatesAsync()).ShouldBe(["1 retired", "2 retired", "3 retired", "4 active"]);
        (await world.ListAsync("select distinct encode(substring(secret_sealed from 2 for 4), 'hex') from portal.webhook_endpoint where tenant_id = $1")).ShouldBe(["00000004"]);
        foreach (var listener in news)
        {
            await listener.StopAsync(CancellationToken.None);
            listener.Dispose();
        }
    }

    [Fact]
    public async Task SealAnew_CutOffInTheMiddle_GoesOnWhereItWas()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        await FillAsync(world);
        await world.Keys.RotateAsync(world.Tenant, 1, CancellationToken.None);
        using var cut = new CancellationTokenSource();
        var going = world.Care.SealAnewAsync(world.Tenant, (_, _) => Task.CompletedTask, cut.Token);
        await cut.CancelAsync();
        try
        {
            await going;
        }
        catch (OperationCanceledException)
        {
            // That is what was meant.
        }

        await world.Care.SealAnewAsync(world.Tenant, (_, _) => Task.CompletedTask, CancellationToken.None);

        (await world.Care.SealAnewAsync(world.Tenant, (_, _) => Task.CompletedTask, CancellationToken.None)).ShouldBe(0);
        (await world.StatesAsync()).ShouldBe(["1 retired", "2 active"]);
    }

    private static async Task<List<Guid>> FillAsync(KeyWorld world)
    {
        var ids = Enumerable.Range(0, Rows).Select(_ => Guid.CreateVersion7()).ToList();
        var values = new List<byte[]>();
        foreach (var id in ids)
        {
            values.Add((await world.Keys.SealAsync(Column.Of(world.Tenant, id), Encoding.UTF8.GetBytes($"{id}"), CancellationToken.None)).ToArray());
        }

        await world.ExecuteAsync(
            """
            insert into portal.webhook_endpoint (tenant_id, id, url, topics, secret_sealed, state, created_by, created_at, updated_at)
            select $1, id, 'https://example.com', '{rollout}', secret, 'enabled', id, now(), now() from unnest($2::uuid[], $3::bytea[]) as v (id, secret)
            """,
            world.Tenant.Value, ids.ToArray(), values.ToArray());
        return ids;
    }

    /// <returns>How many values were read; each was right.</returns>
    private static async Task<int> ReadAsync(KeyWorld world, TenantKeys keys, List<Guid> ids, CancellationToken stop)
    {
        var reads = 0;
        while (!stop.IsCancellationRequested)
        {
            var id = ids[reads % ids.Count];
            await using var select = world.Superuser.CreateCommand("select secret_sealed from portal.webhook_endpoint where id = $1");
            select.Parameters.Add(new() { Value = id });
            var value = Sealed.Of((byte[])(await select.ExecuteScalarAsync(CancellationToken.None))!);
            Encoding.UTF8.GetString(await keys.OpenAsync(Column.Of(world.Tenant, id), value, CancellationToken.None)).ShouldBe($"{id}");
            reads++;
        }

        return reads;
    }
}
