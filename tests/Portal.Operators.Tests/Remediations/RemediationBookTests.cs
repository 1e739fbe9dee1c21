using Portal.Domain.Remediations;
using Portal.Infrastructure.Remediations;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Remediations;

/// <summary>What is found, as rows: each occurrence once, decided about once, and never past a cap.</summary>
public sealed class RemediationBookTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly Finding Stuck = new(
        RemediationKind.StuckProgress, "", FindingSeverity.Medium, "It is stuck.", [new(RemedyKind.LookAgain, "Look again."), new(RemedyKind.LookAgain, "Look once more.")]);

    private static readonly Finding Crash = new(RemediationKind.CrashLoop, "stable", FindingSeverity.High, "It crashes.", [new(RemedyKind.DeletePod, "Delete it.", "web-1")]);

    [Fact]
    public async Task Keep_TheSameTwice_IsOneRowAndOneRecord()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        (await KeepAsync(stage, Seen(Crash))).ShouldBe(1);
        (await KeepAsync(stage, Seen(Crash))).ShouldBe(1);
        (await stage.ListAsync("select kind || ' ' || object || ' ' || part || ' ' || state || ' ' || remedy || ' ' || remedy_target from portal.remediation"))
            .ShouldBe(["crash_loop space/web stable suggested delete_pod web-1"]);
        (await stage.ListAsync("select action from portal.audit_pending_record")).ShouldBe(["remediation.found"]);
        (await stage.ListAsync("select kind from portal.operation")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keep_WhatIsGoneAndComesBack_IsAnotherOccurrence()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await KeepAsync(stage, Seen(Crash));
        (await KeepAsync(stage, Seen())).ShouldBe(0);
        await KeepAsync(stage, Seen(Crash));
        (await stage.ListAsync("select state || ' ' || (ended_at is null) from portal.remediation order by first_seen_at")).ShouldBe(["resolved false", "suggested true"]);
    }

    [Fact]
    public async Task Keep_Automatic_AsksOnceAndNotAgainBeforeItIsDone()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await KeepAsync(stage, Seen(Stuck));
        await KeepAsync(stage, Seen(Stuck));
        (await KeepAsync(stage, Seen())).ShouldBe(1, "what is being done about it has not ended");
        (await stage.ListAsync("select state || ' ' || attempts from portal.remediation")).ShouldBe(["acted 1"]);
        (await stage.ListAsync("select kind || ' ' || serial_key || ' ' || created_by from portal.operation")).ShouldBe(["remediation.act remediation:space/web Portal operator"]);
        (await stage.ListAsync("select number || ' ' || remedy || ' ' || asked_by from portal.remediation_attempt")).ShouldBe(["1 look_again Portal operator"]);
        (await stage.ListAsync("select action from portal.audit_pending_record order by recorded_at")).ShouldBe(["remediation.found", "remediation.acted"]);
    }

    [Fact]
    public async Task Keep_WithinTheCoolDown_SaysWhatItWaitsFor()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await KeepAsync(stage, Seen(Stuck));
        await DoneAsync(stage, "5 minutes");
        await KeepAsync(stage, Seen(Stuck));
        (await stage.ListAsync("select state || ' ' || attempts from portal.remediation")).ShouldBe(["acted 1"]);
        (await stage.ListAsync("select held_back from portal.remediation")).Single().ShouldStartWith("Something was done about this rollout lately; the next attempt is at the earliest at ");
    }

    [Fact]
    public async Task Keep_AfterTwoAttemptsWithoutHelp_RaisesOneAlertThatEndsWithIt()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await KeepAsync(stage, Seen(Stuck));
        await DoneAsync(stage, "11 minutes");
        await KeepAsync(stage, Seen(Stuck));
        (await stage.ListAsync("select number || ' ' || words from portal.remediation_attempt order by number")).ShouldBe(["1 Look again.", "2 Look once more."]);
        await DoneAsync(stage, "11 minutes");
        await KeepAsync(stage, Seen(Stuck));
        await KeepAsync(stage, Seen(Stuck));
        (await stage.ListAsync("select state || ' ' || attempts || ' ' || (gave_up_at is not null) from portal.remediation")).ShouldBe(["suggested 2 true"]);
        (await stage.ListAsync("select class || ' ' || severity || ' ' || title from portal.alert")).ShouldBe(["remediation error What was tried 2 times did not help: cluster/space/web/01234567"]);

        await KeepAsync(stage, Seen());
        (await stage.ListAsync("select state from portal.remediation")).ShouldBe(["resolved"]);
        (await stage.ListAsync("select (resolved_at is not null)::text from portal.alert")).ShouldBe(["true"]);
        (await stage.ListAsync("select count(*)::text from portal.operation")).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Keep_ForManyRollouts_StopsAtTheTenantsCap()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        List<SeenObject> seen = [.. Enumerable.Range(1, 12).Select(i => Seen(Stuck) with { Object = $"space/web-{i}" })];
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => KeepAsync(stage, seen)));
        (await stage.ListAsync("select count(*)::text from portal.operation")).ShouldBe(["10"], "three operators look at once");
        (await stage.ListAsync("select state from portal.remediation order by state")).CountBy(state => state).ShouldBe([new("acted", 10), new("open", 2)]);
    }

    [Fact]
    public async Task Keep_WhatAPersonDismissed_StaysSoUntilItIsGone()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await KeepAsync(stage, Seen(Crash));
        await stage.ExecuteAsync("update portal.remediation set state = 'dismissed', dismissed_by = 'ann', dismissed_reason = 'known' where tenant_id = $1", stage.Tenant.Value);
        await KeepAsync(stage, Seen(Crash));
        (await stage.ListAsync("select state || ' ' || (ended_at is null) from portal.remediation")).ShouldBe(["dismissed true"]);
        await KeepAsync(stage, Seen());
        (await stage.ListAsync("select state || ' ' || (ended_at is null) from portal.remediation")).ShouldBe(["dismissed false"]);
    }

    [Fact]
    public async Task Keep_WhatIsSwitchedOff_IsNotWrittenDownAndEndsWhatWas()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await KeepAsync(stage, Seen(Crash));
        await stage.ExecuteAsync(
            "insert into portal.remediation_setting values ($1, 1, '{\"modes\":{\"crashLoop\":\"off\"}}', gen_random_uuid(), now())", stage.Tenant.Value);
        (await KeepAsync(stage, Seen(Crash))).ShouldBe(0);
        (await KeepAsync(stage, Seen(Crash))).ShouldBe(0);
        (await stage.ListAsync("select state || ': ' || dismissed_reason from portal.remediation")).ShouldBe(["dismissed: This kind is switched off in the settings."]);
    }

    /// <summary>The last attempt ended so long ago.</summary>
    private static Task DoneAsync(OperationStage stage, string ago) => stage.ExecuteAsync(
        "update portal.remediation_attempt set at = now() - $2::interval, done_at = now() - $2::interval, outcome = 'done' where tenant_id = $1 and done_at is null",
        stage.Tenant.Value, ago);

    private static SeenObject Seen(params Finding[] findings) => new("space/web", "0123456789", null, findings);

    private static async Task<int> KeepAsync(OperationStage stage, params IReadOnlyList<SeenObject> seen)
    {
        await using var unit = await stage.Units.BeginAsync(stage.Tenant, CancellationToken.None);
        var open = await (await RemediationBook.OpenAsync(unit, "cluster", CancellationToken.None)).KeepAsync(seen, CancellationToken.None);
        await unit.CommitAsync(CancellationToken.None);
        return open;
    }
}
