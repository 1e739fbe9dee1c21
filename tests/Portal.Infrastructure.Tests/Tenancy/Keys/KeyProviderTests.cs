using System.Security.Cryptography;
using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>Every provider that is asked over HTTP keeps the same promises.</summary>
public sealed class KeyProviderTests
{
    private readonly KeyOwner _owner = KeyOwner.Of(new TenantId(Guid.CreateVersion7()));
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    [Theory]
    [InlineData("vault")]
    [InlineData("aws")]
    [InlineData("azure")]
    public async Task Unwrap_OfWhatWasWrapped_IsTheKeyForItsOwnerAlone(string name)
    {
        await using var service = await KeyServiceDouble.StartAsync(name);
        var provider = service.Provider();
        var wrapped = await provider.WrapAsync(_owner, _key, CancellationToken.None);

        wrapped.Provider.ShouldBe(name);
        (await provider.UnwrapAsync(_owner, wrapped, CancellationToken.None)).ShouldBe(_key);
        var other = KeyOwner.Of(new TenantId(Guid.CreateVersion7()));
        await provider.WrapAsync(other, _key, CancellationToken.None);
        (await RefusalAsync(() => provider.UnwrapAsync(other, wrapped, CancellationToken.None))).ShouldBeOfType<KeysUnavailable>();
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("aws")]
    [InlineData("azure")]
    public async Task Rotate_ThenWrap_LeavesEarlierOnesReadable(string name)
    {
        await using var service = await KeyServiceDouble.StartAsync(name);
        var provider = service.Provider();
        var before = await provider.WrapAsync(_owner, _key, CancellationToken.None);

        await provider.RotateAsync(_owner, CancellationToken.None);

        var after = await provider.WrapAsync(_owner, _key, CancellationToken.None);
        (await provider.UnwrapAsync(_owner, before, CancellationToken.None)).ShouldBe(_key);
        (await provider.UnwrapAsync(_owner, after, CancellationToken.None)).ShouldBe(_key);
        // KMS keeps the versions of a key to itself.
        (after.KeyId == before.KeyId).ShouldBe(name == "aws");
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("aws")]
    [InlineData("azure")]
    public async Task Destroy_OfAnOwner_MakesItsKeysUnreadableAndNobodyElses(string name)
    {
        await using var service = await KeyServiceDouble.StartAsync(name);
        var provider = service.Provider();
        var other = KeyOwner.Of(new TenantId(Guid.CreateVersion7()));
        var (mine, theirs) = (await provider.WrapAsync(_owner, _key, CancellationToken.None), await provider.WrapAsync(other, _key, CancellationToken.None));

        await provider.DestroyAsync(_owner, CancellationToken.None);
        await provider.DestroyAsync(_owner, CancellationToken.None);

        (await RefusalAsync(() => provider.UnwrapAsync(_owner, mine, CancellationToken.None))).ShouldBe(new KeyDestroyed(_owner.Name));
        (await provider.UnwrapAsync(other, theirs, CancellationToken.None)).ShouldBe(_key);
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("aws")]
    [InlineData("azure")]
    public async Task Wrap_WithAFailureOrTwo_IsTriedAgain(string name)
    {
        await using var service = await KeyServiceDouble.StartAsync(name);
        service.Failing.Enqueue(500);
        service.Failing.Enqueue(429);
        var provider = service.Provider();
        var wrapped = await provider.WrapAsync(_owner, _key, CancellationToken.None);
        (await provider.UnwrapAsync(_owner, wrapped, CancellationToken.None)).ShouldBe(_key);
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("aws")]
    [InlineData("azure")]
    public async Task Unwrap_DuringAnOutage_IsUnavailableAndThenNotEvenAsked(string name)
    {
        await using var service = await KeyServiceDouble.StartAsync(name);
        var provider = service.Provider();
        var wrapped = await provider.WrapAsync(_owner, _key, CancellationToken.None);
        service.IsDown = true;
        var before = service.Asked;

        for (var i = 0; i < 5; i++)
        {
            (await RefusalAsync(() => provider.UnwrapAsync(_owner, wrapped, CancellationToken.None))).ShouldBeOfType<KeysUnavailable>().Provider.ShouldBe(name);
        }

        // Two requests of three attempts each; then the circuit is open.
        (service.Asked - before).ShouldBe(6);
        service.IsDown = false;
        (await RefusalAsync(() => provider.UnwrapAsync(_owner, wrapped, CancellationToken.None))).ShouldBeOfType<KeysUnavailable>();
        service.Clock.Now += TimeSpan.FromSeconds(10);
        (await provider.UnwrapAsync(_owner, wrapped, CancellationToken.None)).ShouldBe(_key);
    }

    [Fact]
    public async Task Unwrap_WithATokenThatIsNoLongerTaken_GetsANewOne()
    {
        await using var service = await KeyServiceDouble.StartAsync("azure");
        var provider = service.Provider();
        var wrapped = await provider.WrapAsync(_owner, _key, CancellationToken.None);
        ((AzureDouble)service).ExpireTokens();
        (await provider.UnwrapAsync(_owner, wrapped, CancellationToken.None)).ShouldBe(_key);
    }

    [Fact]
    public async Task Unwrap_OfAKeyIdElsewhere_SendsTheTokenNowhere()
    {
        await using var service = await KeyServiceDouble.StartAsync("azure");
        var before = service.Asked;
        (await RefusalAsync(() => service.Provider().UnwrapAsync(_owner, new("azure", "https://evil.example/keys/portal/1", [1]), CancellationToken.None)))
            .ShouldBeOfType<KeysUnavailable>();
        service.Asked.ShouldBe(before);
    }

    [Fact]
    public void Options_WithFaults_NamesThemAllAtOnceWithoutSecrets()
    {
        var options = new KeyOptions { Provider = "vaultt" };
        (options.Aws.Region, options.Aws.SecretAccessKey, options.Vault.Address, options.Http.Attempts) = ("eu-central-1", "s3cret", "http://vault.example.com", 0);
        new KeyOptionsValidation().Validate(null, options).Failures!.ShouldBe(
        [
            "Keys:Provider \"vaultt\" is not file, vault, aws or azure; set Keys__Provider. See docs/operations/keys.md.",
            "Keys:Vault:Address \"http://vault.example.com\" is not an https address.",
            "Keys:Vault:Token or Keys:Vault:TokenFile is missing; set it by the environment.",
            "Keys:Aws:AccessKeyId is missing; set it by the environment.",
            "Keys:Http is out of range: TimeoutSeconds 0.1 to 30, Attempts 1 to 10, BackOffMilliseconds 0 to 5000, BreakAfter 1 to 100, BreakSeconds 0.1 to 300.",
        ]);
    }

    private static async Task<Error> RefusalAsync(Func<Task<byte[]>> use) => (await Should.ThrowAsync<KeyFailureException>(use)).Refusal;
}
