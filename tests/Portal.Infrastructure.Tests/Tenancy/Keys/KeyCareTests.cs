using System.Text;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

public sealed class KeyCareTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("whsec_canary");

    [Fact]
    public async Task Destroy_ThenRowsPutBackFromABackup_OpensNothing()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var value = await world.Keys.SealAsync(place, Secret, CancellationToken.None);
        await world.ExecuteAsync("create table if not exists portal.backup_of_keys as select * from portal.tenant_key where false");
        await world.ExecuteAsync("insert into portal.backup_of_keys select * from portal.tenant_key where tenant_id = $1", world.Tenant.Value);

        var gone = await world.Care.DestroyAsync(world.Tenant, CancellationToken.None);

        gone.ShouldStartWith("Its data keys are destroyed.");
        (await world.StatesAsync()).ShouldBe(["1 destroyed"]);
        await OpensNotAsync(world.Keys);
        await OpensNotAsync(world.Process());
        (await Should.ThrowAsync<KeyFailureException>(async () => await world.Keys.SealAsync(place, Secret, CancellationToken.None))).Refusal.ShouldBeOfType<KeyDestroyed>();

        await world.ExecuteAsync("delete from portal.tenant_key where tenant_id = $1", world.Tenant.Value);
        await world.ExecuteAsync("insert into portal.tenant_key select * from portal.backup_of_keys where tenant_id = $1", world.Tenant.Value);
        (await world.StatesAsync()).ShouldBe(["1 active"]);
        await OpensNotAsync(world.Process());

        // Nor does a new key take the place of the old one.
        await world.ExecuteAsync("delete from portal.tenant_key where tenant_id = $1", world.Tenant.Value);
        (await Should.ThrowAsync<KeyFailureException>(async () => await world.Process().SealAsync(place, Secret, CancellationToken.None))).Refusal.ShouldBeOfType<KeyDestroyed>();

        async Task OpensNotAsync(TenantKeys keys) =>
            (await Should.ThrowAsync<KeyFailureException>(async () => await keys.OpenAsync(place, value, CancellationToken.None))).Refusal
                .ShouldBe(new KeyDestroyed(KeyOwner.Of(world.Tenant).Name));
    }

    [Fact]
    public async Task Destroy_IsHeardByOtherProcessesAtOnce()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var other = world.Process();
        using var news = world.News(other);
        await news.StartAsync(CancellationToken.None);
        var value = await other.SealAsync(place, Secret, CancellationToken.None);

        await world.Care.DestroyAsync(world.Tenant, CancellationToken.None);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await OpensAsync())
        {
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "the other process still opens what was sealed by a destroyed key");
            await Task.Delay(20);
        }

        await news.StopAsync(CancellationToken.None);

        async Task<bool> OpensAsync()
        {
            try
            {
                return (await other.OpenAsync(place, value, CancellationToken.None)).Length > 0;
            }
            catch (KeyFailureException failure) when (failure.Refusal is KeyDestroyed)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task WrapAnew_AfterTheKeyEncryptionKeyIsRotated_OpensTheSameWithoutTheOldOne()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var value = await world.Keys.SealAsync(place, Secret, CancellationToken.None);
        await world.Keys.RotateAsync(world.Tenant, 1, CancellationToken.None);
        var owner = KeyOwner.Of(world.Tenant);
        await world.Provider.RotateAsync(owner, CancellationToken.None);

        (await world.Care.WrapAnewAsync(world.Tenant, CancellationToken.None)).ShouldBe(2);

        (await world.ListAsync("select key_encryption_key from portal.tenant_key where tenant_id = $1")).ShouldBe([$"{owner}.2", $"{owner}.2"]);
        File.Delete(Path.Combine(world.Folder, $"{owner}.1.key"));
        (await world.Process().OpenAsync(place, value, CancellationToken.None)).ShouldBe(Secret);
        File.GetUnixFileMode(Path.Combine(world.Folder, $"{owner}.2.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(world.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Open_WithTheFolderLostOrReadableByOthers_SaysSoToWhoeverRunsTheDeployment()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var value = await world.Keys.SealAsync(place, Secret, CancellationToken.None);
        var file = Path.Combine(world.Folder, $"{KeyOwner.Of(world.Tenant)}.1.key");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        (await ReasonAsync()).ShouldEndWith("can be read by others: chmod 600 it, and consider its keys known.");
        File.Delete(file);
        (await ReasonAsync()).ShouldEndWith("is not there: bring back the folder that belongs to this database.");

        async Task<string> ReasonAsync() => (await Should.ThrowAsync<KeyFailureException>(async () => await world.Process().OpenAsync(place, value, CancellationToken.None)))
            .Refusal.ShouldBeOfType<KeysUnavailable>().Reason;
    }
}
