using Portal.Domain.Operations;
using Portal.Operators.Rollouts.Governance;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Rollouts.Governance;

/// <summary>The look at a gate that nobody but time opens or closes.</summary>
public sealed class GateRolloutTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string OneApproval = """{"stages":[{"name":"Owners","groups":["platform"],"deadline":"PT1H","onDeadline":"abort"}],"fourEyes":true}""";

    [Fact]
    public async Task Look_AfterAFreeze_StartsTheRolloutOnceHoweverOftenItLooks()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await HoldAsync(stage, """{"stages":[]}""", "2 hours");

        (await LookAsync(stage)).ShouldBe(["gate succeeded: Waiting for the operator."]);
        (await LookAsync(stage)).ShouldBe(["gate succeeded: The rollout is not held any more."]);

        (await stage.ListAsync("select kind from portal.operation order by kind")).ShouldBe([OperationKind.ApplyRollout, OperationKind.GateRollout, OperationKind.GateRollout]);
        (await stage.ListAsync("select state || ' ' || (settled_at is not null) from portal.rollout_gate")).ShouldBe(["open true"]);
        (await stage.ListAsync("select kind from portal.rollout_event")).ShouldBe(["Released"]);
        (await stage.ListAsync("select action from portal.audit_pending_record")).ShouldBe(["rollout.gate-opened"]);
    }

    [Fact]
    public async Task Look_AfterTheDeadlineOfAStageThatAborts_EndsTheRolloutAndFreesThePlugin()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await HoldAsync(stage, OneApproval, "2 hours");

        (await LookAsync(stage)).Single().ShouldStartWith("gate succeeded: Stage Owners was not approved by ");

        (await stage.ListAsync("select phase || ' ' || (finished_at is not null) from portal.rollout")).ShouldBe(["Aborted true"]);
        (await stage.ListAsync("select state || ' ' || version from portal.installation")).ShouldBe(["active 1.0.0"]);
        (await stage.ListAsync("select kind from portal.operation")).ShouldBe([OperationKind.GateRollout]);
        (await stage.ListAsync("select transition || ' ' || class from portal.alert")).ShouldBe(["expired aborted"]);
        (await stage.ListAsync("select action from portal.audit_pending_record")).ShouldBe(["rollout.gate-expired"]);
    }

    [Fact]
    public async Task Look_LongBeforeTheDeadline_LooksAgainWhenAFifthOfTheTimeIsLeft()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await HoldAsync(stage, OneApproval, "10 minutes");

        (await LookAsync(stage)).Single().ShouldStartWith("gate succeeded: Waiting for 1 approval of platform (stage Owners), until ");

        (await stage.ListAsync("select state from portal.rollout_gate")).ShouldBe(["waiting"]);
        (await stage.ListAsync("select round(extract(epoch from look_again_at - asked_at))::text from portal.rollout_gate")).ShouldBe(["2880"]);
        (await stage.ListAsync("select kind || ' ' || state from portal.operation order by state")).ShouldBe(["rollout.gate queued", "rollout.gate succeeded"]);
    }

    [Fact]
    public async Task Look_WhenAFifthOfTheTimeIsLeft_RemindsOnceWhoMayDecideAndUntilWhen()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await HoldAsync(stage, OneApproval, "50 minutes");

        await LookAsync(stage);
        await LookAsync(stage);

        (await stage.ListAsync("select transition || ' ' || class || ' ' || severity || ' ' || (resolved_at is null) from portal.alert")).ShouldBe(["due approval warning true"]);
        var facts = (await stage.ListAsync("select (select string_agg(f ->> 'name', ', ') from jsonb_array_elements(facts) f) from portal.alert")).Single();
        facts.ShouldBe("From, To, Asked for by, Stage, Who may decide, Still missing, Until");
        (await stage.ListAsync("select (select f ->> 'value' from jsonb_array_elements(facts) f where f ->> 'name' = 'Who may decide') from portal.alert")).ShouldBe(["platform: nobody else is in it"]);
        (await stage.ListAsync("select round(extract(epoch from look_again_at - asked_at))::text from portal.rollout_gate")).ShouldBe(["3600"]);
    }

    [Fact]
    public async Task Look_AfterTheDeadlineOfAStageThatHolds_GoesOnWaitingAndSaysSo()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await HoldAsync(stage, OneApproval.Replace("abort", "hold", StringComparison.Ordinal), "2 hours");

        (await LookAsync(stage)).Single().ShouldContain(", overdue since ");

        (await stage.ListAsync("select state || ' ' || (look_again_at is null) from portal.rollout_gate")).ShouldBe(["waiting true"]);
        (await stage.ListAsync("select kind from portal.rollout_event")).ShouldBe(["Held"]);
        (await stage.ListAsync("select state from portal.operation")).ShouldBe(["succeeded"]);
    }

    [Fact]
    public async Task Look_AtARolloutThatEndedOtherwise_ChangesNothing()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await HoldAsync(stage, OneApproval, "2 hours");
        await stage.ExecuteAsync("update portal.rollout set phase = 'Failed', finished_at = now() where tenant_id = $1", stage.Tenant.Value);

        (await LookAsync(stage)).ShouldBe(["gate succeeded: The rollout is not held any more."]);

        (await stage.ListAsync("select phase from portal.rollout")).ShouldBe(["Failed"]);
    }

    /// <summary>As the portal leaves it, asked for some time ago.</summary>
    private static async Task HoldAsync(OperationStage stage, string terms, string ago)
    {
        var (rollout, _) = await stage.AddRolloutAsync();
        await stage.ExecuteAsync(
            """
            insert into portal.rollout_gate (tenant_id, rollout_id, state, risk, reasons, policy_version, terms, asked_by, asked_at, look_again_at)
            values ($1, $2, 'waiting', 40, '[]', 1, $3::jsonb, gen_random_uuid(), now() - $4::interval, now())
            """,
            stage.Tenant.Value, rollout.Value, terms, ago);
    }

    /// <returns>What the operation tells.</returns>
    private static async Task<List<string>> LookAsync(OperationStage stage)
    {
        var id = new OperationId(Guid.CreateVersion7());
        await stage.ExecuteAsync(
            """
            insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
            select r.tenant_id, $2, $3, $2::text, 'rollout', 'rol_' || replace(r.id::text, '-', ''), '{}', 'queued', $4, 'c', 'ann', $4 from portal.rollout r where r.tenant_id = $1
            """,
            stage.Tenant.Value, id.Value, OperationKind.GateRollout, stage.Time.GetUtcNow());
        await stage.Runner(new GateRolloutHandler()).RunAsync(stage.Tenant, id, CancellationToken.None);
        return (await stage.StepsAsync(id)).FindAll(step => step.StartsWith("gate ", StringComparison.Ordinal));
    }
}
