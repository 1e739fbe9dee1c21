using Portal.Domain.Operations;
using Portal.Operators.Tenancy.Keys;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Tenancy.Keys;

/// <summary>The operation that makes a tenant's next data key.</summary>
public sealed class RotateTenantKeyTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Run_OfATenantWithSecrets_SealsAllOfThemByTheNextKey()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        using var room = new KeyRoom(stage);
        await room.SealAsync(3);
        var id = await stage.EnqueueAsync(OperationKind.RotateTenantKey, payload: """{"from": 1}""");

        (await RunAsync(stage, room, id)).ShouldBeNull();

        (await stage.ReadAsync(id)).ShouldBe(("succeeded", 1, null));
        (await stage.StepsAsync(id)).ShouldBe(["key succeeded: Key 2 seals from now on.", "seal succeeded: 3 values are sealed anew.", "done succeeded: Done."]);
        (await room.StatesAsync()).ShouldBe(["1 Retired", "2 Active"]);
        (await room.OpenAsync()).ShouldBe([2, 2, 2]);
    }

    [Fact]
    public async Task Run_AfterAnAttemptThatWasCutOff_MakesNoThirdKey()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        using var room = new KeyRoom(stage);
        await room.SealAsync(2);
        var id = await stage.EnqueueAsync(OperationKind.RotateTenantKey, payload: """{"from": 1}""");
        await room.Keys.RotateAsync(stage.Tenant, 1, CancellationToken.None);

        (await RunAsync(stage, room, id)).ShouldBeNull();

        (await room.StatesAsync()).ShouldBe(["1 Retired", "2 Active"]);
        (await room.OpenAsync()).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task Run_WhileTheKeyServiceIsAway_IsTriedAgainAndEndsTheSame()
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        using var room = new KeyRoom(stage);
        await room.SealAsync(1);
        var id = await stage.EnqueueAsync(OperationKind.RotateTenantKey, payload: """{"from": 1}""");
        Directory.Move(room.Folder, room.Folder + "-away");
        await File.WriteAllTextAsync(room.Folder, "");

        var again = await RunAsync(stage, room, id);
        again.ShouldNotBeNull();
        (await room.StatesAsync()).ShouldBe(["1 Active"]);
        File.Delete(room.Folder);
        Directory.Move(room.Folder + "-away", room.Folder);
        stage.Time.Advance(again.Value - stage.Time.GetUtcNow());

        (await RunAsync(stage, room, id)).ShouldBeNull();
        (await stage.ReadAsync(id)).ShouldBe(("succeeded", 2, null));
        (await room.OpenAsync()).ShouldBe([2]);
    }

    [Theory]
    [InlineData("{}", "The payload does not say which key to leave.")]
    [InlineData("""{"from": 1}""", "was destroyed. What it sealed cannot be read again by anybody.")]
    public async Task Run_ThatCannotHelp_IsRefusedForGood(string payload, string reason)
    {
        await using var stage = await OperationStage.StartAsync(fixture.Database);
        using var room = new KeyRoom(stage);
        await room.SealAsync(1);
        await room.Care.DestroyAsync(stage.Tenant, CancellationToken.None);
        var id = await stage.EnqueueAsync(OperationKind.RotateTenantKey, payload: payload);

        await RunAsync(stage, room, id);

        var (state, attempts, error) = await stage.ReadAsync(id);
        (state, attempts).ShouldBe(("failed", 1));
        error!.ShouldEndWith(reason);
    }

    private static Task<DateTimeOffset?> RunAsync(OperationStage stage, KeyRoom room, OperationId id) =>
        stage.Runner(new RotateTenantKeyHandler(room.Keys, room.Care)).RunAsync(stage.Tenant, id, CancellationToken.None);
}
