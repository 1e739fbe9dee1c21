using Portal.Domain.Operations;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Operators.Tenancy;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Tenancy;

/// <summary>The operation that moves a tenant moves with it, and ends in the new place.</summary>
public sealed class MoveTenantTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Run_ToAnOwnDatabase_EndsThereAndTheQueueGoesOnThere()
    {
        await using var own = await TestDatabase.CreateAsync();
        await using var stage = await OperationStage.StartAsync(fixture.Database, own);
        var id = await stage.EnqueueAsync(OperationKind.MoveTenant, payload: """{"isolation": "database", "database": "own"}""");
        var next = await stage.EnqueueAsync("a");
        var handler = new RecordingHandler("a", (work, token) => work.TellAsync("look", "succeeded", "Seen.", token));
        var runner = stage.Runner(Handler(stage), handler);

        (await runner.RunAsync(stage.Tenant, id, CancellationToken.None)).ShouldBeNull();
        (await stage.DueAsync()).ShouldBeEmpty();
        (await stage.DueAsync(stage.Databases.Get("own").Platform)).ShouldBe([next]);
        (await runner.RunAsync(stage.Tenant, next, CancellationToken.None)).ShouldBeNull();

        (await own.ListAsync("select kind || ' ' || state from portal.operation order by created_at")).ShouldBe(["tenant.move succeeded", "a succeeded"]);
        (await own.ListAsync("select name || ': ' || message from portal.operation_step order by occurred_at, sequence"))
            .ShouldBe(["move: 2 rows moved.", "done: Done.", "look: Seen.", "done: Done."]);
        (await stage.ListAsync("select id::text from portal.operation")).ShouldBeEmpty();
        // What had been said when its row went over, while the move held the tenant's lock.
        (await own.ListAsync("select progress_text from portal.operation order by created_at limit 1")).Single().ShouldMatch("^[0-9]+ of [0-9]+ tables moved; the tenant's pages wait meanwhile$");
    }

    [Fact]
    public async Task Run_ToAnOwnSchema_EndsThere()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync(OperationKind.MoveTenant, payload: """{"isolation": "schema"}""");

        (await stage.Runner(Handler(stage)).RunAsync(stage.Tenant, id, CancellationToken.None)).ShouldBeNull();

        (await stage.ReadAsync(id)).ShouldBe(("succeeded", 1, null));
        (await fixture.Database.ListAsync($"select name || ': ' || message from tenant_{stage.Tenant.Value:n}.operation_step order by sequence"))
            .ShouldBe(["move: 0 rows moved.", "done: Done."]);
        (await stage.ListAsync("select progress_text from portal.operation")).Single().ShouldMatch("^([0-9]+) of \\1 tables moved; the tenant's pages wait meanwhile$");
    }

    [Fact]
    public async Task Move_ToAnOwnSchema_HoldsUpNobodyElsesQueue()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var looks = 0;
        await new OwnSchemaMove(stage.Units).ExecuteAsync(
            stage.Tenant,
            "c",
            async _ =>
            {
                // What whoever writes an operation asks for; making foreign keys to it would stand in the way.
                await stage.ExecuteAsync("do $$ begin set local lock_timeout = '1s'; lock table portal.operation in row exclusive mode; end $$");
                looks++;
            },
            CancellationToken.None);
        looks.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Move_ThatWasCutOffAmongItsTables_BeginsAgain()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var move = new OwnSchemaMove(stage.Units);
        await Should.ThrowAsync<IOException>(() => move.ExecuteAsync(stage.Tenant, "c", _ => throw new IOException("killed"), CancellationToken.None));
        (await fixture.Database.ListAsync($"select isolation from portal.tenant where id = '{stage.Tenant.Value}'")).ShouldBe(["shared"]);

        (await move.ExecuteAsync(stage.Tenant, "c", _ => Task.CompletedTask, CancellationToken.None)).ShouldNotBeNull();
        (await fixture.Database.ListAsync($"select isolation from portal.tenant where id = '{stage.Tenant.Value}'")).ShouldBe(["schema"]);
        (await move.ExecuteAsync(stage.Tenant, "c", _ => Task.CompletedTask, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"isolation": "shared"}""", "A tenant cannot move to \"shared\": it is schema or database.")]
    [InlineData("""{"isolation": "database", "database": "none"}""", "The settings name no database \"none\": add it to Database:Own and migrate it.")]
    public async Task Run_ToNowhere_IsRefusedForGood(string payload, string reason)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync(OperationKind.MoveTenant, payload: payload);

        await stage.Runner(Handler(stage)).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("failed", 1, reason));
    }

    private static MoveTenantHandler Handler(OperationStage stage) =>
        new(new OwnSchemaMove(stage.Units), new OwnDatabaseMove(stage.Units, stage.Platform, stage.Databases), stage.Databases);
}
