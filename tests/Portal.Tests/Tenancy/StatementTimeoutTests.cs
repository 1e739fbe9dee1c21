using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Tests.Tenancy;

/// <summary>No statement of a tenant holds a connection for ever; what takes long by its nature is not stopped.</summary>
public sealed class StatementTimeoutTests(StatementTimeoutHost world) : IClassFixture<StatementTimeoutHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statement_ThatTakesTooLong_IsStoppedAndSaidSo()
    {
        var tenant = await world.Host.SignUpAsync();
        await using var superuser = NpgsqlDataSource.Create(world.Host.Database.Superuser);
        await using var holder = await superuser.OpenConnectionAsync(Stop);
        await using (var transaction = await holder.BeginTransactionAsync(Stop))
        {
            await using var hold = new NpgsqlCommand("lock table portal.installation in access exclusive mode", holder, transaction);
            await hold.ExecuteNonQueryAsync(Stop);
            var since = Stopwatch.GetTimestamp();

            using var response = await tenant.SendAsync(HttpMethod.Get, "/api/v1/installations");

            await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "statement.timed-out");
            response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        }

        (await tenant.GetAsync("/api/v1/installations"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Binding_WhileTheTenantMoves_WaitsAsLongAsThatTakes()
    {
        var tenant = await world.Host.SignUpAsync();
        await using var superuser = NpgsqlDataSource.Create(world.Host.Database.Superuser);
        await using var holder = await superuser.OpenConnectionAsync(Stop);
        Task<HttpResponseMessage> waiting;
        await using (var transaction = await holder.BeginTransactionAsync(Stop))
        {
            await using var hold = new NpgsqlCommand($"select pg_advisory_xact_lock(hashtextextended('{tenant.Uuid}', 0))", holder, transaction);
            await hold.ExecuteNonQueryAsync(Stop);
            waiting = tenant.SendAsync(HttpMethod.Get, "/api/v1/installations");
            // Twice as long as a statement may take, by the database's own clock.
            await using var move = new NpgsqlCommand("select pg_sleep(2)", holder, transaction);
            await move.ExecuteNonQueryAsync(Stop);
            waiting.IsCompleted.ShouldBeFalse();
        }

        using var response = await waiting;
        await response.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Timeout_OfEachKindOfWork_IsWhatItsNatureWants()
    {
        var tenant = await world.Host.SignUpAsync();
        var units = world.Host.Services.GetRequiredService<TenantUnitOfWorks>();
        (await TimeoutAsync(await units.BeginAsync(new(tenant.Uuid), Stop))).ShouldBe("1s");
        (await TimeoutAsync(await units.BeginInAnyStateAsync(new(tenant.Uuid), Stop))).ShouldBe("1s");
        // Exports; imports, moves, removals. And nothing is left for whoever has the connection next.
        (await TimeoutAsync(await units.BeginSnapshotAsync(new(tenant.Uuid), Stop))).ShouldBe("0");
        (await TimeoutAsync(await units.BeginAsPlatformAsync(new(tenant.Uuid), Stop))).ShouldBe("0");
    }

    private static async Task<string?> TimeoutAsync(TenantUnitOfWork unit)
    {
        await using var work = unit;
        await using var show = work.Command("show statement_timeout");
        return await show.ExecuteScalarAsync(Stop) as string;
    }
}
