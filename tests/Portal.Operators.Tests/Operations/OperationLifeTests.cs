using Npgsql;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Operations;

/// <summary>Deadlines, cancellation, lost processes, progress: what happens to an operation besides success.</summary>
public sealed class OperationLifeTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Sweep_PastTheDeadline_FailsItWithTheReasonAndItsHandlerPutsItAway()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        await stage.ExecuteAsync("update portal.operation set not_before = 'infinity', deadline = $2 where id = $1", id.Value, stage.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        await stage.Claims.SweepAsync(stage.Platform, CancellationToken.None);
        (await stage.ReadAsync(id)).State.ShouldBe("queued");

        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await stage.Claims.SweepAsync(stage.Platform, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("failed", 0, "It had to begin by 2026-11-21 00:00:01 UTC and did not."));
        var handler = new RecordingHandler("a");
        var (operation, reason) = (await stage.Claims.TakeAbandonedAsync(stage.Platform, 10, CancellationToken.None)).Single(o => o.Operation.Id == id);
        await stage.Runner(handler).AbandonAsync(operation, reason, CancellationToken.None);
        handler.Abandoned.ShouldBe(["It had to begin by 2026-11-21 00:00:01 UTC and did not."]);
        stage.Time.Advance(TimeSpan.FromHours(1));
        (await stage.Claims.TakeAbandonedAsync(stage.Platform, 10, CancellationToken.None)).Where(o => o.Operation.Id == id).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_NoTimeForAnotherAttempt_FailsAndSaysSo()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        await stage.ExecuteAsync("update portal.operation set deadline = $2 where id = $1", id.Value, stage.Time.GetUtcNow() + TimeSpan.FromMilliseconds(100));

        await stage.Runner(new RecordingHandler("a", (_, _) => throw new InvalidOperationException("no luck."))).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("failed", 1, "no luck. Its deadline, 2026-11-21 00:00:00Z, leaves no time for another attempt."));
    }

    [Fact]
    public async Task Run_DeadlinePassesMeanwhile_IsCutOffFailsAndIsNotTriedAgain()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await EnqueueUntilAsync(stage, TimeSpan.FromMinutes(1));
        var handler = new RecordingHandler("a", async (_, token) =>
        {
            stage.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(Timeout.Infinite, token);
        });

        (await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeNull();

        const string Reason = "It ran past its deadline, 2026-11-21 00:01:00Z, and was cut off.";
        (await stage.ReadAsync(id)).ShouldBe(("failed", 1, Reason));
        handler.Abandoned.ShouldBe([Reason]);
        (await stage.StepsAsync(id)).ShouldBe([$"done failed: {Reason}"]);
        (await stage.ListAsync("select attempt_log -> 0 ->> 'error' from portal.operation")).ShouldBe([Reason]);
    }

    [Fact]
    public async Task Run_CutOffAndFailsOverIt_TellsBoth()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await EnqueueUntilAsync(stage, TimeSpan.FromMinutes(1));

        await stage.Runner(new RecordingHandler("a", (_, _) =>
        {
            stage.Time.Advance(TimeSpan.FromMinutes(2));
            throw new InvalidOperationException("The cluster hung up.");
        })).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("failed", 1, "It ran past its deadline, 2026-11-21 00:01:00Z, and was cut off. The cluster hung up."));
    }

    [Fact]
    public async Task Run_EndsWellInTheMomentOfItsDeadline_HasSucceeded()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await EnqueueUntilAsync(stage, TimeSpan.FromMinutes(1));
        var handler = new RecordingHandler("a", (_, token) =>
        {
            stage.Time.Advance(TimeSpan.FromMinutes(2));
            return Deadline.UntilAsync(() => token.IsCancellationRequested, "the handler is told");
        });

        await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("succeeded", 1, null));
        handler.Abandoned.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_TakenOverBeforeItsDeadline_LeavesTheRowToWhoeverHasIt()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await EnqueueUntilAsync(stage, TimeSpan.FromMinutes(1));
        var handler = new RecordingHandler("a", async (_, token) =>
        {
            // Another operator has begun a second attempt, and the deadline passes while the first still works.
            await stage.ExecuteAsync("update portal.operation set attempts = attempts + 1 where id = $1", id.Value);
            stage.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(Timeout.Infinite, token);
        });

        await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        (await stage.ReadAsync(id)).ShouldBe(("running", 2, null));
    }

    [Fact]
    public async Task Take_PastTheDeadline_IsLeftToTheSweep()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await EnqueueUntilAsync(stage, TimeSpan.FromMinutes(1));
        stage.Time.Advance(TimeSpan.FromMinutes(1));

        (await stage.Claims.TakeAsync(stage.Tenant, id, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Run_CanceledMeanwhile_StopsTheHandlerPutsAwayAndEndsCanceled()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        var handler = new RecordingHandler("a", async (_, token) =>
        {
            await stage.ExecuteAsync("update portal.operation set cancel_requested_at = now(), cancel_reason = 'wrong one' where id = $1", id.Value);
            stage.Running.Look(id);
            await Task.Delay(Timeout.Infinite, token);
        });

        await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        (await stage.ReadAsync(id)).ShouldBe(("canceled", 1, "wrong one"));
        handler.Abandoned.ShouldBe(["wrong one"]);
    }

    [Fact]
    public async Task Run_CanceledMeanwhileAndNobodySaid_IsSeenByTheRenewal()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        var handler = new RecordingHandler("a", async (_, token) =>
        {
            await stage.ExecuteAsync("update portal.operation set cancel_requested_at = now(), cancel_reason = 'wrong one' where id = $1", id.Value);
            await Deadline.UntilAsync(() =>
            {
                stage.Time.Advance(TimeSpan.FromSeconds(1));
                return token.IsCancellationRequested;
            }, "the handler is told");
            token.ThrowIfCancellationRequested();
        }) { Longest = TimeSpan.FromHours(1) };

        await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("canceled", 1, "wrong one"));
    }

    [Fact]
    public async Task Run_OperatorsThatDieWithIt_FailsItInTheEnd()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        for (var attempt = 0; attempt < OperationLife.MostAttempts; attempt++)
        {
            (await stage.Claims.TakeAsync(stage.Tenant, id, CancellationToken.None)).ShouldNotBeNull();
            stage.Time.Advance(stage.Options.Lease + TimeSpan.FromSeconds(1));
            await stage.Claims.SweepAsync(stage.Platform, CancellationToken.None);
        }

        var handler = new RecordingHandler("a");
        await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None);

        (await stage.ReadAsync(id)).ShouldBe(("failed", OperationLife.MostAttempts + 1, "Its operator ended in each of 8 attempts."));
        handler.Executed.ShouldBeEmpty();
        (await stage.ListAsync("select jsonb_array_length(attempt_log)::text from portal.operation")).ShouldBe(["9"]);
    }

    [Fact]
    public async Task Report_Progress_IsOnTheRowAndFullAtTheEnd()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        var seen = new List<string>();
        var handler = new RecordingHandler("a", async (work, token) =>
        {
            await work.ReportAsync(40, "4 of 10 tables", token);
            seen.AddRange(await stage.ListAsync("select progress || ' ' || progress_text from portal.operation"));
        });

        await stage.Runner(handler).RunAsync(stage.Tenant, id, CancellationToken.None);

        seen.ShouldBe(["40 4 of 10 tables"]);
        (await stage.ListAsync("select progress::text from portal.operation")).ShouldBe(["100"]);
    }

    [Fact]
    public async Task Report_WhileTheTenantIsLockedByItsMove_WaitsForNothingAndReachesOpenPagesAlone()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var id = await stage.EnqueueAsync("a");
        var operation = (await stage.Claims.TakeAsync(stage.Tenant, id, CancellationToken.None))!;
        await using var pages = await stage.Platform.Source.OpenConnectionAsync();
        var heard = new List<string>();
        pages.Notification += (_, news) => heard.Add(news.Payload);
        await using (var listen = new NpgsqlCommand("listen portal_event", pages))
        {
            await listen.ExecuteNonQueryAsync();
        }

        await using var move = await stage.Units.BeginAsPlatformAsync(stage.Tenant, CancellationToken.None);
        await using var alone = move.Command("select pg_advisory_xact_lock(hashtextextended($1::text, 0))").With(stage.Tenant.Value.ToString());
        await alone.ExecuteNonQueryAsync();

        // Twice the same is told once.
        await stage.Books.Of(operation).ReportAsync(operation, 40, "4 of 10 tables", CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        await stage.Books.Of(operation).ReportAsync(operation, 40, "4 of 10 tables", CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        await using (var end = stage.Platform.Source.CreateCommand("select pg_notify('portal_event', 'end')"))
        {
            await end.ExecuteNonQueryAsync();
        }

        while (!heard.Contains("end"))
        {
            (await pages.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue("the news do not arrive");
        }

        heard.Where(news => news.StartsWith($"{stage.Tenant.Value}:", StringComparison.Ordinal)).ShouldBe([$"{stage.Tenant.Value}:operation:{id}"]);
        (await stage.ListAsync("select topic from portal.outbox_message")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Take_RetriedWhileAYoungerOneOfTheKeyRuns_WaitsForIt()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (older, younger) = (await stage.EnqueueAsync("a"), await stage.EnqueueAsync("a"));
        await stage.ExecuteAsync("update portal.operation set state = 'failed' where id = $1", older.Value);
        var running = await stage.Claims.TakeAsync(stage.Tenant, younger, CancellationToken.None);
        await stage.ExecuteAsync("update portal.operation set state = 'queued' where id = $1", older.Value);

        (await stage.Claims.TakeAsync(stage.Tenant, older, CancellationToken.None)).ShouldBeNull();

        await stage.Books.Of(running!).EndAsync(running!, new(OperationState.Succeeded, "succeeded", null, stage.Time.GetUtcNow()), CancellationToken.None);
        (await stage.Claims.TakeAsync(stage.Tenant, older, CancellationToken.None)).ShouldNotBeNull();
    }

    private static async Task<OperationId> EnqueueUntilAsync(OperationStage stage, TimeSpan deadline)
    {
        var at = stage.Time.GetUtcNow() + deadline;
        var id = await stage.EnqueueAsync("a");
        await stage.ExecuteAsync("update portal.operation set deadline = $2 where id = $1", id.Value, at);
        return id;
    }
}
