using System.Text.Json.Nodes;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Operations;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts;

/// <summary>A tenant that is not served: its rollouts stay where they are.</summary>
public sealed class RolloutHoldTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Held_RolloutUnderWay_StaysWhereItIsAndThenGoesOn()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"pause":{"duration":"PT1S"}},{"setWeight":60},{"analyze":{"duration":"PT1S"}},{"setWeight":100}]""");
        await stage.UntilAsync(status => status.WholeAt("share") == 20, "20 % of the traffic");

        running.Holds.IsHeld = true;
        var held = await stage.UntilAsync(status => status.TextAt("heldSince") is not null, "the rollout is held");
        var (since, index) = (TimeProvider.System.GetTimestamp(), held.WholeAt("stepIndex"));
        await Deadline.UntilAsync(() => TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(2.5), "the step's second is long over");
        var still = await stage.UntilAsync(_ => true, "the rollout is there");
        (still.WholeAt("stepIndex"), still.WholeAt("share"), await stage.CanaryWeightAsync()).ShouldBe((index, 20, 20));

        running.Holds.IsHeld = false;
        var done = await stage.UntilAsync("Completed", "1.1.0");
        done["heldSince"].ShouldBeNull();
        var told = done.ItemsAt("timeline").Select(entry => entry.TextAt("message")).ToList();
        told.ShouldContain("Held where it is, because the tenant is not served.");
        told.ShouldContain("Goes on where it was held.");
    }

    [Theory]
    [InlineData("suspended", true)]
    [InlineData("deleting", true)]
    [InlineData("active", false)]
    public async Task IsHeld_OfATenant_FollowsItsState(string state, bool expected)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        await stage.ExecuteAsync("update portal.tenant set state = $2 where id = $1", stage.Tenant.Value, state);
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(fixture.Database.Platform));
        using var holds = new TenantHolds(platform, stage.Time);
        var rollout = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [RolloutNames.TenantLabel] = stage.Tenant.Value.ToString() } } };

        (await holds.IsHeldAsync(rollout, CancellationToken.None)).ShouldBe(expected);

        await stage.ExecuteAsync("update portal.tenant set state = 'active' where id = $1", stage.Tenant.Value);
        stage.Time.Advance(TimeSpan.FromSeconds(2));
        (await holds.IsHeldAsync(rollout, CancellationToken.None)).ShouldBeFalse();
    }
}
