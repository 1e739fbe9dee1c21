using System.Text;
using System.Text.RegularExpressions;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>What leaves one deployment arrives in another as it was, and leaves that one again byte for byte.</summary>
public sealed partial class RoundTripTests
{
    [Fact]
    public async Task Archive_OfRandomRowsInEveryTable_IsTheSameAfterItsImportElsewhere()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        for (var run = 0; run < 3; run++)
        {
            var seed = Random.Shared.Next();
            TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
            var (tenant, neighbor) = (await here.AddTenantAsync($"acme{run}"), await here.AddTenantAsync($"globex{run}"));
            var random = new Random(seed);
            await new RandomTenant(here, tenant, random).FillAsync();
            await new RandomTenant(here, neighbor, random).FillAsync();

            var first = await here.ExportAsync(tenant);
            var imported = await there.ImportAsync(first);
            imported.Succeeded.ShouldBeTrue($"seed {seed}: {imported.Error?.Detail}");
            var second = await there.ExportAsync(tenant);

            ShouldBeSame(ArchiveWorld.Unpack(first), ArchiveWorld.Unpack(second), seed);
            Encoding.UTF8.GetString([.. ArchiveWorld.Unpack(first).SelectMany(part => part.Value)]).ShouldNotContain(neighbor.Value.ToString());
        }
    }

    [Fact]
    public async Task Archive_OfPackages_HoldsThemAsTheyArePublished()
    {
        await using var here = await StartAsync();
        await using var there = await ArchiveWorld.StartAsync();
        var tenant = await here.AddTenantAsync();
        await here.ExecuteAsync(
            """
            insert into portal.installation (tenant_id, id, plugin_id, state, version, strategy, created_by, created_at, updated_at)
            select $1, gen_random_uuid(), id, 'active', '1.0.0', '{}', gen_random_uuid(), now(), now() from portal.plugin where key = 'first'
            """, tenant.Value);

        var archive = await here.ExportAsync(tenant);
        var parts = ArchiveWorld.Unpack(archive);
        parts.Keys.Count(path => path.StartsWith("packages/", StringComparison.Ordinal)).ShouldBe(1);

        (await there.ImportAsync(archive)).Error.ShouldBeOfType<ArchiveRefused>().Code.ShouldBe("tenant.archive.packages-missing");
        var imported = (await there.ImportAsync(archive, publish: true)).Value;
        imported.Published.ShouldBe(1);
        (await there.ScalarAsync<string>("select listing.version from portal.listing join portal.plugin on plugin.id = plugin_id where key = 'first'")).ShouldBe("1.0.0");
        ShouldBeSame(parts, ArchiveWorld.Unpack(await there.ExportAsync(tenant)), 0);
    }

    private static async Task<ArchiveWorld> StartAsync()
    {
        var world = await ArchiveWorld.StartAsync();
        await world.PublishAsync("first", "1.0.0");
        await world.PublishAsync("second", "1.0.0");
        await world.ExecuteAsync(
            """
            insert into portal.ledger_account (id, kind, party, currency, created_at)
            values (gen_random_uuid(), 'publisher_payable', 'bright"line', 'EUR', now()), (gen_random_uuid(), 'bank', '', 'USD', now())
            """);
        return world;
    }

    private static void ShouldBeSame(Dictionary<string, byte[]> first, Dictionary<string, byte[]> second, int seed)
    {
        second.Keys.Order(StringComparer.Ordinal).ShouldBe(first.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, content) in first.Where(part => part.Key != ArchiveLayout.Manifest))
        {
            Encoding.UTF8.GetString(second[path]).ShouldBe(Encoding.UTF8.GetString(content), $"{path}, seed {seed}");
            second[path].SequenceEqual(content).ShouldBeTrue(path);
        }

        // Of the manifest, only the moment of the snapshot differs.
        Undated(second[ArchiveLayout.Manifest]).ShouldBe(Undated(first[ArchiveLayout.Manifest]));
    }

    private static string Undated(byte[] manifest) => Created().Replace(Encoding.UTF8.GetString(manifest), "", 1);

    [GeneratedRegex("\"created\": \"[^\"]+\"")]
    private static partial Regex Created();
}
