using Portal.Domain.Operations;
using Portal.Operators.Operations;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Operations;

public sealed class OperationRunnerTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Run_Success_EndsWithItsSteps()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var handler = new RecordingHandler("a", (work, token) => work.TellAsync("look", "succeeded", "Seen.", token));
        var id = await stage.EnqueueAsync("a");

        (await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None)).ShouldBeNull();

        (await stage.ReadAsync(id)).ShouldBe(("succeeded", 1, null));
        (await stage.StepsAsync(id)).ShouldBe(["look succeeded: Seen.", "done succeeded: Done."]);
    }

    [Fact]
    public async Task Run_Failure_IsTriedAgainLaterAndInTheEndAbandoned()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var handler = new RecordingHandler("a", (_, _) => throw new InvalidOperationException("no luck"));
        var runner = stage.Runner(handler);
        var id = await stage.EnqueueAsync("a");

        for (var attempt = 1; attempt < OperationLife.MostAttempts; attempt++)
        {
            var again = await runner.RunAsync(stage.Tenant, id, CancellationToken.None);
            again.ShouldNotBeNull().ShouldBeGreaterThan(stage.Time.GetUtcNow());
            (await runner.RunAsync(stage.Tenant, id, CancellationToken.None)).ShouldBeNull("not yet due");
            (await stage.ReadAsync(id)).ShouldBe(("queued", attempt, "no luck"));
            stage.Time.Advance(again.Value - stage.Time.GetUtcNow());
        }

        await runner.RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("failed", OperationLife.MostAttempts, "no luck"));
        handler.Abandoned.ShouldBe(["no luck"]);
        handler.Executed.Count.ShouldBe(OperationLife.MostAttempts);
    }

    [Fact]
    public async Task Run_Refusal_IsNotTriedAgain()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");

        await stage.Runner(new RecordingHandler("a", (_, _) => throw new OperationRefusedException("never"))).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("failed", 1, "never"));
    }

    [Fact]
    public async Task Run_UnknownKind_Fails()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("mystery");

        await stage.Runner().RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).State.ShouldBe("failed");
    }

    [Fact]
    public async Task Take_SameSerialKey_WaitsForTheOlderOne()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (first, second, other) = (await stage.EnqueueAsync("a"), await stage.EnqueueAsync("a"), await stage.EnqueueAsync("a", "another"));

        (await stage.DueAsync()).ShouldBe([first, other]);
        (await stage.Claims.TakeAsync(stage.Tenant, second, CancellationToken.None)).ShouldBeNull();

        await stage.Runner(new RecordingHandler("a")).RunAsync(stage.Tenant, first, CancellationToken.None);
        (await stage.Claims.TakeAsync(stage.Tenant, second, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Take_ByMany_IsGivenToOne()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stage.Claims.TakeAsync(stage.Tenant, id, CancellationToken.None)));

        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Take_AfterTheLease_IsGivenAgainAndTheFirstCannotEndIt()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        var dead = await stage.Claims.TakeAsync(stage.Tenant, id, CancellationToken.None);
        (await stage.Claims.TakeAsync(stage.Tenant, id, CancellationToken.None)).ShouldBeNull();

        stage.Time.Advance(stage.Options.Lease + TimeSpan.FromSeconds(1));
        await stage.Claims.SweepAsync(stage.Platform, CancellationToken.None);
        var next = await stage.Claims.TakeAsync(stage.Tenant, id, CancellationToken.None);

        next!.Attempt.ShouldBe(2);
        (await stage.Books.Of(dead!).EndAsync(dead!, new(OperationState.Succeeded, "succeeded", null, stage.Time.GetUtcNow()), CancellationToken.None)).ShouldBeFalse();
        (await stage.ReadAsync(id)).State.ShouldBe("running");
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("deleting")]
    public async Task Take_OfATenantThatIsNotServed_WaitsUntilItIs(string state)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (work, life) = (await stage.EnqueueAsync("rollout.apply"), await stage.EnqueueAsync("tenant.purge", "tenant.purge"));
        await stage.ExecuteAsync("update portal.tenant set state = $2 where id = $1", stage.Tenant.Value, state);

        (await stage.DueAsync()).ShouldBe([life]);
        (await stage.Claims.TakeAsync(stage.Tenant, work, CancellationToken.None)).ShouldBeNull();
        (await stage.Claims.TakeAsync(stage.Tenant, life, CancellationToken.None)).ShouldNotBeNull();

        await stage.ExecuteAsync("update portal.tenant set state = 'active' where id = $1", stage.Tenant.Value);
        (await stage.DueAsync()).ShouldBe([work]);
    }

    [Fact]
    public async Task Run_OfLongWork_KeepsItsLease()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("long");
        var handler = new RecordingHandler("long", async (_, token) =>
        {
            // In small steps, and each given its time: the renewing runs beside.
            var begun = stage.Time.GetUtcNow();
            await Deadline.UntilAsync(() =>
            {
                stage.Time.Advance(TimeSpan.FromSeconds(1));
                return stage.Time.GetUtcNow() - begun > stage.Options.Lease * 3;
            }, "three leases have passed");
            (await stage.Claims.TakeAsync(stage.Tenant, id, token)).ShouldBeNull();
        }) { Longest = TimeSpan.FromHours(1) };

        await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("succeeded", 1, null));
    }

    [Fact]
    public async Task Run_ProcessStops_GivesTheOperationBack()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        using var stopping = new CancellationTokenSource();
        var handler = new RecordingHandler("a", async (_, token) =>
        {
            await stopping.CancelAsync();
            token.ThrowIfCancellationRequested();
        });
        var id = await stage.EnqueueAsync("a");

        await Should.ThrowAsync<OperationCanceledException>(() => stage.Runner(handler).RunAsync(stage.Tenant, id, stopping.Token));

        (await stage.ReadAsync(id)).State.ShouldBe("queued");
    }
}
