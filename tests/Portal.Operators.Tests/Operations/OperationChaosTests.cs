using System.Globalization;
using Npgsql;

namespace Portal.Operators.Tests.Operations;

/// <summary>
/// Two operators, one or the other killed at random, while operations run: every effect is there exactly once, every operation ends, and those of one key
/// have their effects in the order in which they were asked for. <c>PORTAL_TEST_LONG=1</c> goes on for five minutes with 1,000 operations.
/// </summary>
public sealed class OperationChaosTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("PORTAL_TEST_LONG") == "1";

    [Fact]
    public async Task Queue_OperatorsKilledAtRandom_HasEachEffectOnceAndInOrder()
    {
        var seed = Environment.GetEnvironmentVariable("PORTAL_TEST_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"PORTAL_TEST_SEED={seed}");
        var random = new Random(seed);
        var (count, kills, apart) = Long ? (1_000, 60, (3_000, 7_000)) : (90, 3, (800, 1_600));
        await using var source = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await ExecuteAsync(source, "create table public.effect (operation uuid primary key, at bigint generated always as identity)");
        await ExecuteAsync(source, "create table public.attempt (operation uuid not null); grant usage on schema public to portal_platform; grant all on public.effect, public.attempt to portal_platform");
        await using var first = await OperationStage.StartAsync(fixture.Database);
        await using var second = await OperationStage.StartAsync(fixture.Database);
        var operators = new[] { QueueProcess.Start(fixture.Database), QueueProcess.Start(fixture.Database) };
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await EnqueueAsync(source, first, kill * 2, count / kills / 2);
                await EnqueueAsync(source, second, (kill * 2) + 1, count / kills / 2);
                // Chaos itself is a matter of time; nothing is waited for here.
                await Task.Delay(random.Next(apart.Item1, apart.Item2), TestContext.Current.CancellationToken);
                var which = random.Next(2);
                operators[which].Dispose();
                operators[which] = QueueProcess.Start(fixture.Database);
            }

            await Running.Deadline.UntilAsync(
                async () => await CountAsync(source, "select count(*) from portal.operation where kind = 'test.effect' and state in ('queued', 'running')") == 0 ? "" : null,
                "every operation has ended", seconds: 120);
        }
        finally
        {
            Array.ForEach(operators, process => process.Dispose());
        }

        var all = await CountAsync(source, "select count(*) from portal.operation where kind = 'test.effect'");
        (await CountAsync(source, "select count(*) from portal.operation where kind = 'test.effect' and state = 'succeeded'")).ShouldBe(all, $"seed {seed}");
        (await CountAsync(source, "select count(*) from portal.operation o join public.effect e on e.operation = o.id")).ShouldBe(all, $"seed {seed}");
        (await CountAsync(source, "select count(*) from portal.operation o where o.kind = 'test.effect' and (select count(*) from public.attempt a where a.operation = o.id) < 1")).ShouldBe(0, $"seed {seed}");
        (await CountAsync(
            source,
            """
            select count(*) from portal.operation a join portal.operation b on a.tenant_id = b.tenant_id and a.serial_key = b.serial_key and (a.created_at, a.id) < (b.created_at, b.id)
            join public.effect ea on ea.operation = a.id join public.effect eb on eb.operation = b.id where ea.at > eb.at
            """)).ShouldBe(0, $"out of order; seed {seed}");
        (await CountAsync(source, "select count(*) from portal.operation_step where name = 'effect'")).ShouldBe(all, $"seed {seed}");
    }

    private static Task EnqueueAsync(NpgsqlDataSource source, OperationStage stage, int round, int count) => ExecuteAsync(
        source,
        """
        insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
        select $1, gen_random_uuid(), 'test.effect', 'k' || (i % 5), 'thing', 'x', '{}', 'queued', now(), 'c', 'ann', now() + i * interval '1 microsecond' + $2 * interval '1 second'
        from generate_series(1, $3) i
        """,
        stage.Tenant.Value, round, count);

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
