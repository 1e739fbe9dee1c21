using Portal.Domain.Billing;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Plugins.Packages;
using Portal.Infrastructure.Tests.Billing;

namespace Portal.Infrastructure.Tests.Plugins;

public sealed class PluginRegistryTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Publish_OfVersionsInTurn_IsIdempotentImmutableAndLeadsTheListing()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var first = await PublishAsync(world, Manifest("reg-one", "1.2.0"));
        first.Value.New.ShouldBeTrue();
        (await PublishAsync(world, Manifest("reg-one", "1.2.0"))).Value.New.ShouldBeFalse();
        (await PublishAsync(world, Manifest("reg-one", "1.2.0").Replace("one page", "two pages", StringComparison.Ordinal))).Error.ShouldBeOfType<VersionTaken>();
        await PublishAsync(world, Manifest("reg-one", "1.3.0"));
        await PublishAsync(world, Manifest("reg-one", "2.0.0"));
        (await world.ScalarAsync<string>("select version from portal.listing where plugin_id = $1", first.Value.Plugin.Value)).ShouldBe("1.3.0");
        (await world.ScalarAsync<long>("select count(*) from portal.plugin_version where plugin_id = $1", first.Value.Plugin.Value)).ShouldBe(3);
    }

    [Fact]
    public async Task Publish_OfTheSamePackageAtOnce_IsNewOnce()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PublishAsync(world, Manifest("reg-race", "1.0.0"))));
        outcomes.Count(outcome => outcome.Value.New).ShouldBe(1);
    }

    [Fact]
    public async Task Publish_UnderAnotherPublishersKey_IsRefused()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        await world.Get<PublisherDirectory>().RegisterAsync("squatter", "Squatter", new BasisPoints(8000), CancellationToken.None);
        await PublishAsync(world, Manifest("reg-owned", "1.0.0"));
        var theirs = Manifest("reg-owned", "1.0.1").Replace("publisher: brightline", "publisher: squatter", StringComparison.Ordinal);
        (await PublishAsync(world, theirs)).Error.ShouldBeOfType<PluginOfAnotherPublisher>();
        (await PublishAsync(world, theirs.Replace("squatter", "nobody", StringComparison.Ordinal))).Error.ShouldBeOfType<PublisherUnknown>();
    }

    [Fact]
    public async Task PublishAsync_OfTheSamplesTwice_IsNewOnce()
    {
        await using var world = await MarketWorld.StartAsync(fixture.Database);
        var samples = world.Get<SamplePublishing>();
        (await samples.PublishAsync(SamplesTests.Folder(), CancellationToken.None)).Count(version => version.New).ShouldBe(21);
        (await samples.PublishAsync(SamplesTests.Folder(), CancellationToken.None)).Count(version => version.New).ShouldBe(0);
        (await world.ScalarAsync<string>("select l.version from portal.listing l join portal.plugin p on p.id = l.plugin_id where p.key = 'ci-status'")).ShouldBe("1.1.0");
    }

    private static Task<Domain.Result<PublishedVersion>> PublishAsync(MarketWorld world, string manifest) =>
        world.Get<PluginRegistry>().PublishAsync(PackageReader.Read(PackageWriter.Write(SamplePackage.Files(manifest))).Value, CancellationToken.None);

    private static string Manifest(string id, string version) => SamplePackage.Manifest
        .Replace("id: ci-status", $"id: {id}", StringComparison.Ordinal).Replace("version: 1.2.0", $"version: {version}", StringComparison.Ordinal);
}
