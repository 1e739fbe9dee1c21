using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Portal.Domain.Objectives;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Objectives;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Objectives;

/// <summary>How objectives stand, as the portal's rows.</summary>
public sealed class ObjectiveRowWriterTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset At = TimeProvider.System.GetUtcNow().AddHours(-1);

    private static readonly BurnAlert Fast = new(BurnSeverity.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), 14.4);

    [Fact]
    public async Task Write_OfOneThatPages_TellsItsBeginningAndItsEndOnceEach()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var writer = Writer(stage);
        await writer.WriteAsync(Reading(stage, At, pages: false), CancellationToken.None);
        await writer.WriteAsync(Reading(stage, At.AddMinutes(1), pages: true), CancellationToken.None);
        // Told again by an operator that does not know what was told.
        await Writer(stage).WriteAsync(Reading(stage, At.AddMinutes(1), pages: true), CancellationToken.None);
        await writer.WriteAsync(Reading(stage, At.AddMinutes(2), pages: true), CancellationToken.None);
        (await stage.ListAsync("select class || ' ' || severity || ' ' || (resolved_at is null) || ' ' || revision || ' ' || runbook_url from portal.alert")).ShouldBe(
            ["slo-page critical true 3 https://runbooks.example/ci"]);

        foreach (var minute in (int[])[3, 4, 5, 6])
        {
            await writer.WriteAsync(Reading(stage, At.AddMinutes(minute), pages: false), CancellationToken.None);
        }

        (await stage.ListAsync("select class || ' ' || (resolved_at is not null) from portal.alert")).ShouldBe(["slo-page true"]);
        (await stage.ListAsync("select kind || ' ' || extract(epoch from ended_at - began_at)::int from portal.objective_violation")).ShouldBe(["page 120"], "it was over when it was clear, not when that had lasted");
        (await stage.ListAsync("select origin || ' ' || state || ' ' || is_paging || ' ' || plugin || ' ' || target from portal.objective")).ShouldBe(["cluster healthy false ci-status 0.999"]);
        (await stage.ListAsync("select count(*)::text from portal.objective_point")).ShouldBe(["7"]);
        (await stage.ListAsync("select distinct topic from portal.outbox_message")).ShouldContain("objective");
    }

    [Fact]
    public async Task Write_OlderNewsThanIsThere_ChangesNothing()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var writer = Writer(stage);
        await writer.WriteAsync(Reading(stage, At.AddMinutes(5), pages: false), CancellationToken.None);
        await writer.WriteAsync(Reading(stage, At, pages: true), CancellationToken.None);
        (await stage.ListAsync("select is_paging::text from portal.objective")).ShouldBe(["false"]);
        (await stage.ListAsync("select kind from portal.objective_violation")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_OfOneThatIsGone_ForgetsItUnlessThePortalMadeIt()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var writer = Writer(stage);
        var reading = Reading(stage, At, pages: false);
        await writer.WriteAsync(reading, CancellationToken.None);
        await writer.WriteAsync(reading with { IsGone = true, At = At.AddMinutes(1) }, CancellationToken.None);
        (await stage.ListAsync("select name from portal.objective")).ShouldBeEmpty();

        var id = Guid.CreateVersion7();
        await stage.ExecuteAsync(
            """
            insert into portal.objective (tenant_id, id, name, display_name, plugin, origin, spec, version, target, period_seconds, state, message, created_by, created_at, updated_at)
            values ($1, $2, 'availability', 'Availability', 'ci-status', 'portal', '{}', 1, 0.999, 2592000, 'pending', '', $2, now(), now())
            """,
            stage.Tenant.Value, id);
        reading.Resource["metadata"]!["annotations"] = new JsonObject { [ObjectiveNames.RowAnnotation] = id.ToString() };
        await writer.WriteAsync(reading with { At = At.AddMinutes(2) }, CancellationToken.None);
        (await stage.ListAsync("select state from portal.objective")).ShouldBe(["healthy"]);
        await writer.WriteAsync(reading with { IsGone = true, At = At.AddMinutes(3) }, CancellationToken.None);
        (await stage.ListAsync("select state || ': ' || message from portal.objective")).ShouldBe(["pending: The object is gone from the cluster. Save the objective again to put it back."]);
    }

    [Fact]
    public async Task Write_ForAMonth_KeepsABoundedHistory()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        var writer = Writer(stage);
        await writer.WriteAsync(Reading(stage, At, pages: false), CancellationToken.None);
        // As if it had been written every minute for 33 days.
        await stage.ExecuteAsync(
            """
            insert into portal.objective_point (tenant_id, objective_id, at, budget_left, burn)
            select o.tenant_id, o.id, date_trunc('minute', $2::timestamptz) - make_interval(mins => m), 1, 0 from portal.objective o, generate_series(1, 33 * 1440) m where o.tenant_id = $1
            """,
            stage.Tenant.Value, At);
        await writer.WriteAsync(Reading(stage, At.AddMinutes(1), pages: false), CancellationToken.None);
        var count = int.Parse((await stage.ListAsync("select count(*)::text from portal.objective_point")).Single(), System.Globalization.CultureInfo.InvariantCulture);
        // Two hours of minutes, a day less two hours of quarters, 30 days of hours.
        count.ShouldBeInRange(120 + 87 + 715, 123 + 90 + 722);
    }

    private static ObjectiveRowWriter Writer(OperationStage stage) => new(stage.Units, new TenantDirectory(stage.Platform), Options.Create(new AlertOptions()));

    private static ObjectiveReading Reading(OperationStage stage, DateTimeOffset at, bool pages)
    {
        var resource = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "availability", ["namespace"] = $"tenant-{stage.Tenant.Value:n}", ["uid"] = $"uid-{stage.Tenant.Value:n}", ["generation"] = 3 },
            ["spec"] = new JsonObject { ["service"] = "ci-status" },
            ["status"] = new JsonObject { ["message"] = "so far", ["burns"] = new JsonArray() },
        };
        var objective = new ServiceLevelObjective
        {
            Name = "availability", Service = "ci-status", Target = 0.999, Period = TimeSpan.FromDays(30), Indicator = new("rollout", "ci-status", "", true, null), Runbook = "https://runbooks.example/ci",
        };
        var report = new ObjectiveReport(0.9999, 0.9, BudgetState.Healthy, [new(Fast, pages ? 20 : 0, pages ? 20 : 0, pages)]);
        return new(resource, objective, report, CircuitBreaker.Closed, 0.5, IsGone: false, at);
    }
}
