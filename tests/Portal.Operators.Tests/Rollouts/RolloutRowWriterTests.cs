using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Analysis;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Operations;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts;

/// <summary>What the cluster does, as the portal's rows.</summary>
public sealed class RolloutRowWriterTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Write_AReadingTwice_TellsItOnce()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (rollout, _) = await stage.AddRolloutAsync();
        var writer = new RolloutRowWriter(stage.Units, Options.Create(new AlertOptions()));
        var reading = Reading(RolloutPhase.Progressing, 25);

        await writer.WriteAsync(stage.Tenant, rollout, reading, CancellationToken.None);
        await writer.WriteAsync(stage.Tenant, rollout, reading, CancellationToken.None);

        (await stage.ListAsync("select phase || ' ' || verdict || ' ' || weight || ' ' || canary_errors || ' ' || evidence from portal.rollout")).ShouldBe(["Progressing Successful 25 2 3.5"]);
        (await stage.ListAsync("select sequence || ' ' || kind || ' ' || message || ' ' || weight from portal.rollout_event order by sequence")).ShouldBe(["1 Started go 0", "2 WeightAccepted moved 25"]);
        (await stage.ListAsync("select weight || ' ' || stable_requests || ' ' || canary_errors from portal.rollout_measurement")).ShouldBe(["25 90 2"]);
        (await stage.ListAsync("select topic || ' ' || subject_id from portal.outbox_message")).ShouldAllBe(message => message == $"rollout {rollout}");
    }

    [Theory]
    [InlineData(RolloutPhase.Completed, "active 2.0.0", "rollout.completed", """{"after":"2.0.0","before":"1.0.0","field":"installation.version"}""")]
    [InlineData(RolloutPhase.RolledBack, "active 1.0.0", "rollout.rolled-back", "")]
    public async Task Write_TheEnd_SettlesTheInstallationAndIsAuditedOnce(RolloutPhase phase, string installation, string action, string change)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (rollout, _) = await stage.AddRolloutAsync();
        var writer = new RolloutRowWriter(stage.Units, Options.Create(new AlertOptions()));

        await writer.WriteAsync(stage.Tenant, rollout, Reading(phase, 100), CancellationToken.None);
        await writer.WriteAsync(stage.Tenant, rollout, Reading(RolloutPhase.Progressing, 10), CancellationToken.None);

        (await stage.ListAsync("select phase || ' ' || (finished_at is not null) from portal.rollout")).ShouldBe([$"{phase} true"]);
        (await stage.ListAsync("select state || ' ' || version from portal.installation")).ShouldBe([installation]);
        (await stage.ListAsync("select action from portal.audit_pending_record")).ShouldBe([action]);
        (await stage.ListAsync("select changes from portal.audit_pending_record")).Single().Contains("installation.version", StringComparison.Ordinal).ShouldBe(change.Length > 0);
        (await stage.ListAsync("select changes from portal.audit_pending_record")).Single().ShouldContain(change);
    }

    [Fact]
    public async Task Write_AnotherAttempt_TellsOnlyThatOne()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (rollout, _) = await stage.AddRolloutAsync();
        var reading = Reading(RolloutPhase.Progressing, 25);
        IReadOnlyList<RolloutTimelineEntry> timeline =
        [
            new(1, At, "Started", "go", 0), new(2, At, "RolledBack", "worse", 0), new(3, At, "Started", "go again", 0), new(4, At, "WeightAccepted", "moved", 25),
        ];

        await new RolloutRowWriter(stage.Units, Options.Create(new AlertOptions())).WriteAsync(
            stage.Tenant, rollout, reading with { Status = reading.Status with { Timeline = timeline } }, CancellationToken.None);

        (await stage.ListAsync("select sequence || ' ' || message from portal.rollout_event order by sequence")).ShouldBe(["3 go again", "4 moved"]);
    }

    [Fact]
    public async Task Write_TheSameTimelineAgain_EndsOnlyWhatBeganBeforeItsEnd()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (rollout, _) = await stage.AddRolloutAsync();
        var writer = new RolloutRowWriter(stage.Units, Options.Create(new AlertOptions()));
        var reading = Told("Started", "NoData", "DataReturned", "NoData", "AwaitingApproval", "ApprovalDue", "Approved", "AwaitingApproval");

        await writer.WriteAsync(stage.Tenant, rollout, reading, CancellationToken.None);
        await writer.WriteAsync(stage.Tenant, rollout, reading, CancellationToken.None);

        (await stage.ListAsync("select transition || ' ' || severity || ' ' || (resolved_at is not null) from portal.alert order by transition")).ShouldBe(
            ["2/NoData error true", "4/NoData error false", "5/AwaitingApproval info true", "6/ApprovalDue warning true", "8/AwaitingApproval info false"]);
    }

    [Fact]
    public async Task S64_Write_WhileAChannelIsDown_WritesTheRolloutAsAlwaysAndKeepsTheMessage()
    {
        await using var receiver = await LoopbackServer.StartAsync((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var (rollout, _) = await stage.AddRolloutAsync();
        await stage.ExecuteAsync(
            """
            insert into portal.alert_channel (tenant_id, id, name, kind, target, severity, time_zone, created_by, created_at, updated_at)
            values ($1, gen_random_uuid(), 'down', 'alertmanager', $2, 'info', 'UTC', gen_random_uuid(), now(), now())
            """,
            stage.Tenant.Value, receiver.Url.ToString());
        var reading = Told("Started", "RolledBack");

        await new RolloutRowWriter(stage.Units, Options.Create(new AlertOptions())).WriteAsync(
            stage.Tenant, rollout, reading with { Status = reading.Status with { Phase = RolloutPhase.RolledBack, FinishedAt = At } }, CancellationToken.None);

        (await stage.ListAsync("select phase || ' ' || (finished_at is not null) from portal.rollout")).ShouldBe(["RolledBack true"]);
        (await stage.ListAsync("select action || ' ' || attempts from portal.alert_delivery")).ShouldBe(["trigger 0"]);
        (await stage.ListAsync("select state from (select * from portal.operation where kind = 'alert.deliver') operation")).ShouldBe(["queued"]);
        receiver.Requests.ShouldBeEmpty("nobody waits for a channel where rollouts are written");
    }

    /// <summary>With this timeline, a second between its entries.</summary>
    private static RolloutReading Told(params string[] kinds)
    {
        var reading = Reading(RolloutPhase.Progressing, 25);
        return reading with { Status = reading.Status with { Timeline = [.. kinds.Select((kind, i) => new RolloutTimelineEntry(i + 1, At.AddSeconds(i), kind, kind, 25))] } };
    }

    private static RolloutReading Reading(RolloutPhase phase, int weight) => new(
        new JsonObject { ["metadata"] = new JsonObject { ["generation"] = 3 } },
        new RolloutStatus
        {
            Phase = phase,
            Target = new RevisionRef("h2", "2.0.0", ""),
            Weights = new RolloutWeights(weight, weight, At),
            Verdict = RolloutVerdict.Successful,
            Message = "so far",
            StepIndex = 1,
            StepCount = 3,
            FinishedAt = phase.IsTerminal() ? At : null,
            Evidence = new RolloutEvidence(3.5, 100, new ArmEvidence(10, 2), new ArmEvidence(90, 1)),
            Timeline = [new RolloutTimelineEntry(1, At, "Started", "go", 0), new RolloutTimelineEntry(2, At, "WeightAccepted", "moved", weight)],
        },
        new AnalysisSample(At, new ArmSample(90, 1, 0), new ArmSample(10, 2, 0)));
}
