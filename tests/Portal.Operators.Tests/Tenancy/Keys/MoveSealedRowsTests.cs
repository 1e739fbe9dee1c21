using Portal.Infrastructure.Tenancy.Data;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Tenancy.Keys;

/// <summary>Secrets and their keys go along when a tenant moves, and are cared for where they then are.</summary>
public sealed class MoveSealedRowsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("schema")]
    [InlineData("database")]
    [InlineData("schema database")]
    public async Task Move_OfATenantWithSecrets_KeepsThemReadableRotatableAndDestructible(string levels)
    {
        await using var own = await TestDatabase.CreateAsync();
        await using var stage = await OperationStage.StartAsync(fixture.Database, own);
        using var room = new KeyRoom(stage);
        await room.SealAsync(2);

        foreach (var level in levels.Split(' '))
        {
            (level == "schema"
                ? await new OwnSchemaMove(stage.Units).ExecuteAsync(stage.Tenant, "c", _ => Task.CompletedTask, CancellationToken.None)
                : await new OwnDatabaseMove(stage.Units, stage.Platform, stage.Databases).ExecuteAsync(stage.Tenant, "own", "c", _ => Task.CompletedTask, CancellationToken.None)).ShouldNotBeNull();
        }

        (await room.OpenAsync()).ShouldBe([1, 1]);
        (await stage.ListAsync("select id::text from portal.webhook_endpoint")).ShouldBeEmpty();
        (await stage.ListAsync("select version::text from portal.tenant_key")).ShouldBeEmpty();
        await room.Keys.RotateAsync(stage.Tenant, 1, CancellationToken.None);
        (await room.Care.SealAnewAsync(stage.Tenant, (_, _) => Task.CompletedTask, CancellationToken.None)).ShouldBe(2);
        (await room.Care.WrapAnewAsync(stage.Tenant, CancellationToken.None)).ShouldBe(2);
        (await room.OpenAsync()).ShouldBe([2, 2]);
        (await room.StatesAsync()).ShouldBe(["1 Retired", "2 Active"]);
        await room.Care.DestroyAsync(stage.Tenant, CancellationToken.None);
        (await room.StatesAsync()).ShouldBe(["1 Destroyed", "2 Destroyed"]);
        await Should.ThrowAsync<Portal.Domain.Tenancy.Keys.KeyFailureException>(room.OpenAsync);
    }
}
