using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

public sealed class TenantKeysTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("whsec_canary");

    [Fact]
    public async Task Open_OfWhatWasSealed_IsThePlaintextInEveryProcess()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var value = await world.Keys.SealAsync(place, Secret, CancellationToken.None);

        (await world.Process().OpenAsync(place, Sealed.Of(value.ToArray()), CancellationToken.None)).ShouldBe(Secret);

        value.ToArray().AsSpan().IndexOf(Secret).ShouldBe(-1);
        (await world.StatesAsync()).ShouldBe(["1 active"]);
    }

    [Fact]
    public async Task Open_OfAValueMovedToAnotherPlace_IsTampered()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var value = await world.Keys.SealAsync(place, Secret, CancellationToken.None);
        foreach (var other in (SealedPlace[])[place with { Row = Guid.CreateVersion7() }, place with { Column = "other" }, place with { Table = "other" }])
        {
            (await RefusalAsync(() => world.Keys.OpenAsync(other, value, CancellationToken.None))).ShouldBe(new SealedTampered(other));
        }

        var neighbor = place with { Tenant = await world.AddTenantAsync() };
        await world.Keys.EnsureAsync(neighbor.Tenant, CancellationToken.None);
        (await RefusalAsync(() => world.Keys.OpenAsync(neighbor, value, CancellationToken.None))).ShouldBe(new SealedTampered(neighbor));
    }

    [Fact]
    public async Task Open_OfAnyChangedByte_IsTampered()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var value = (await world.Keys.SealAsync(place, Secret, CancellationToken.None)).ToArray();
        for (var at = 1; at < value.Length; at++)
        {
            var changed = value.ToArray();
            changed[at] ^= 0x01;
            if (SealedHeader.TryRead(changed, out _))
            {
                (await RefusalAsync(() => world.Keys.OpenAsync(place, Sealed.Of(changed), CancellationToken.None))).ShouldBeOfType<SealedTampered>($"byte {at}");
            }
        }
    }

    [Fact]
    public async Task Seal_ByManyAtOnceForANewTenant_MakesOneKey()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var processes = Enumerable.Range(0, 4).Select(_ => world.Process()).ToList();
        var places = Enumerable.Range(0, 40).Select(_ => world.Place()).ToList();

        var values = await Task.WhenAll(places.Select((place, i) => processes[i % 4].SealAsync(place, Secret, CancellationToken.None).AsTask()));

        (await world.StatesAsync()).Count.ShouldBe(1);
        foreach (var (place, value) in places.Zip(values))
        {
            (await world.Keys.OpenAsync(place, value, CancellationToken.None)).ShouldBe(Secret);
        }
    }

    [Fact]
    public async Task Open_WhileTheProviderIsAway_WorksForFiveMinutesAndThenFailsClosed()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var value = await world.Keys.SealAsync(place, Secret, CancellationToken.None);
        world.Provider.IsAway = true;

        world.Clock.Now += TenantKeys.Longest - TimeSpan.FromSeconds(1);
        (await world.Keys.OpenAsync(place, value, CancellationToken.None)).ShouldBe(Secret);
        world.Clock.Now += TimeSpan.FromSeconds(1);
        (await RefusalAsync(() => world.Keys.OpenAsync(place, value, CancellationToken.None))).ShouldBe(new KeysUnavailable("file", "Unplugged by the test."));
        (await RefusalAsync(() => world.Keys.SealAsync(place, Secret, CancellationToken.None))).ShouldBeOfType<KeysUnavailable>();

        world.Provider.IsAway = false;
        (await world.Keys.OpenAsync(place, value, CancellationToken.None)).ShouldBe(Secret);
    }

    [Fact]
    public async Task Seal_OfManyMessages_CountsThemAndAsksTheProviderOnce()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        for (var i = 0; i < TenantKeys.Block + 1; i++)
        {
            await world.Keys.SealAsync(place, Secret, CancellationToken.None);
        }

        (await world.ListAsync("select seals::text from portal.tenant_key where tenant_id = $1")).ShouldBe([$"{2 * TenantKeys.Block}"]);
        world.Provider.Unwrapped.ShouldBe(1);
    }

    [Fact]
    public async Task Seal_NearTheLimitOfAKey_MakesANewOne()
    {
        await using var world = await KeyWorld.StartAsync(fixture.Database);
        var place = world.Place();
        var first = await world.Keys.SealAsync(place, Secret, CancellationToken.None);
        await world.ExecuteAsync("update portal.tenant_key set seals = $2 where tenant_id = $1", world.Tenant.Value, KeyLife.RotateAt - 1);

        var second = await world.Process().SealAsync(place, Secret, CancellationToken.None);

        (first.Header.KeyVersion, second.Header.KeyVersion).ShouldBe((1, 2));
        (await world.StatesAsync()).ShouldBe(["1 retiring", "2 active"]);
        (await world.Keys.OpenAsync(place, first, CancellationToken.None)).ShouldBe(Secret);
    }

    [Fact]
    public void Seal_TenMillionTimes_NeverRepeatsANonce()
    {
        using var key = new DataKey(1, RandomNumberGenerator.GetBytes(DataKey.Length));
        var place = new SealedPlace(new(Guid.CreateVersion7()), "t", "c", Guid.CreateVersion7());
        var count = Environment.GetEnvironmentVariable("PORTAL_TEST_LONG") == "1" ? 10_000_000 : 200_000;
        // The first 64 bits: a collision of these alone is not yet one, and at ten million as good as impossible.
        var seen = new HashSet<ulong>(count);
        for (var i = 0; i < count; i++)
        {
            seen.Add(BitConverter.ToUInt64(key.Seal(place, [1]).Bytes.Span[5..])).ShouldBeTrue();
        }
    }

    private static async Task<Portal.Domain.Error> RefusalAsync<T>(Func<ValueTask<T>> use) => (await Should.ThrowAsync<KeyFailureException>(async () => await use())).Refusal;
}
