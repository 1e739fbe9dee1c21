using System.Text;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Audit.Signing;

namespace Portal.Infrastructure.Tests.Audit;

/// <summary>Checkpoints in a store behind HTTP, besides the folder.</summary>
public sealed class StoreWitnessTests : IAsyncLifetime
{
    private AuditWorld _world = null!;
    private CheckpointStoreDouble _store = null!;

    private string TokenFile => Path.Combine(_world.Folder.FullName, "token");

    public async ValueTask InitializeAsync()
    {
        (_world, _store) = (await AuditWorld.StartAsync(), await CheckpointStoreDouble.StartAsync());
        await File.WriteAllTextAsync(TokenFile, CheckpointStoreDouble.Token + "\n");
        await _world.FillAsync(3);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Write_OfCheckpoints_PutsAnObjectForEach_AndTogetherTheyAreTheCopyOutside()
    {
        (await SignAsync()).ShouldBe(new(3, true, null));
        await _world.FillAsync(2);
        (await SignAsync()).ShouldBe(new(5, true, null));

        _store.Objects.Keys.Order(StringComparer.Ordinal).ShouldBe([Name(3), Name(5)]);
        var outside = new WitnessedLog();
        foreach (var line in string.Concat(_store.Objects.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => o.Value)).Split('\n'))
        {
            outside.Add(Encoding.UTF8.GetBytes(line));
        }

        var verifier = new AuditVerifier([_world.Signer.Key], new Ed25519(), outside);
        AuditWorld.Lines(await _world.ExportAsync()).ForEach(line => verifier.Add(line));
        (outside.Size, verifier.Complete().IsWhole).ShouldBe((5, true));
    }

    [Fact]
    public async Task Write_WhileTheStoreFails_IsNotInTheFolderEither_AndIsMadeUpForLater()
    {
        _store.Failing = 503;
        (await Should.ThrowAsync<IOException>(SignAsync)).Message.ShouldBe($"The store of checkpoints answered 503 to PUT {_store.Url}/{_world.Tenant}/0000000000000000003.jsonl.");
        (await _world.Witness.LastAsync(_world.Tenant, TestContext.Current.CancellationToken)).ShouldBeNull();

        _store.Failing = null;
        (await SignAsync()).ShouldBe(new(3, true, null));
        _store.Objects.Keys.ShouldBe([Name(3)]);
        (await _world.VerifyAsync()).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Write_ToAStoreThatSaysNothing_EndsAfterItsPatience()
    {
        _store.IsSilent = true;
        (await Should.ThrowAsync<TimeoutException>(SignAsync)).Message.ShouldContain("did not answer PUT");
        (await _world.Witness.LastAsync(_world.Tenant, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Write_OfWhatACrashKeptFromTheFolder_IsComparedAndDone()
    {
        await SignAsync();
        File.Delete(_world.Witness.FileOf(_world.Tenant));
        (await SignAsync()).ShouldBe(new(3, true, null));
        (await _world.Witness.LastAsync(_world.Tenant, TestContext.Current.CancellationToken))!.Size.ShouldBe(3);
    }

    [Fact]
    public async Task Write_WhereTheStoreHasAnother_IsRefusedAsAFork()
    {
        var other = new AuditCheckpoint(_world.Tenant, 3, new byte[32]);
        _store.Objects[Name(3)] = WitnessedLog.Write(_world.Signer.Sign(other));
        (await SignAsync()).ShouldBe(new(3, false, $"The log was rewritten: the store has another checkpoint of 3 leaves at {_store.Url}/{_world.Tenant}/0000000000000000003.jsonl."));
        (await _world.Witness.LastAsync(_world.Tenant, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public void Validate_OfAStoreThatCannotBeUsed_NamesEverythingAtOnce()
    {
        var key = Path.Combine(_world.Folder.FullName, "audit.pem");
        File.WriteAllText(key, CheckpointSigner.NewPem());
        var options = new AuditOptions { SigningKeyFile = key, CheckpointFolder = _world.Folder.FullName, StoreUrl = "http://store.example/audit" };
        new AuditOptionsValidation().Validate(null, options).Failures.ShouldBe(
        [
            "Audit:StoreUrl, http://store.example/audit, must be an https address without a query (http only to this machine): set Audit__StoreUrl.",
            "Audit:StoreTokenFile, , cannot be used: no file is named. Set Audit__StoreTokenFile.",
        ]);
        (options.StoreUrl, options.StoreTokenFile) = ("https://store.example/audit", TokenFile);
        new AuditOptionsValidation().Validate(null, options).Succeeded.ShouldBeTrue();
    }

    private string Name(int size) => $"/audit/{_world.Tenant}/{size:D19}.jsonl";

    private async Task<CheckpointOutcome> SignAsync()
    {
        using var witness = new StoreWitness(_world.Witness, _store.Url, TokenFile, TimeSpan.FromSeconds(_store.IsSilent ? 0.2 : 10));
        return await _world.WriterTo(witness).WriteAsync(_world.Tenant, TestContext.Current.CancellationToken);
    }
}
