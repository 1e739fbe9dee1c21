namespace Portal.Tests.Tenancy.Keys;

/// <summary>What whoever runs the deployment does to keys, beside a web process that goes on serving.</summary>
public sealed class KeysCommandTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Usual = [];
    private readonly PortalHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Keys_WithoutACommandOrSettings_SaysHowAndWhatIsMissing()
    {
        (await RunAsync(Usual)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Said.ShouldStartWith("Usage: Portal keys check"));
        (await RunAsync(Usual, "rotate")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Said.ShouldStartWith("Usage: Portal keys check"));
        (await RunAsync(new() { ["Keys__File__Folder"] = "" }, "check")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(2), r => r.Said.ShouldContain("Keys:File:Folder is missing"));
    }

    [Fact]
    public async Task Check_OfAKeyServiceThatWorksAndOneThatDoesNot_SaysWhich()
    {
        (await RunAsync(Usual, "check")).ShouldBe((0, "file wraps and unwraps, by data-protection.1." + Environment.NewLine));
        var file = Path.GetTempFileName();
        (await RunAsync(new() { ["Keys__File__Folder"] = file }, "check")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(1), r => r.Said.ShouldStartWith("file: "));
        File.Delete(file);
        (await RunAsync(new() { ["Database__Platform"] = "Host=127.0.0.1;Port=1;Username=u;Password=p", ["Database__App"] = "Host=127.0.0.1;Port=1;Username=u;Password=p" }, "status"))
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe(1), r => r.Said.ShouldStartWith("The database does not answer: "));
    }

    [Fact]
    public async Task WrapAnew_WithOneTenantsKeyLost_WrapsTheOthersAndNamesIt()
    {
        var (acme, globex) = (await _host.SignUpAsync(), await _host.SignUpAsync());
        await SealedValues.AddAsync(acme);
        await SealedValues.AddAsync(globex);
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await RunAsync(Usual, "status")).ShouldBe((0, $"file   Active          2 keys, oldest of {today}{Environment.NewLine}2 data keys. Wrapping by file.{Environment.NewLine}"));

        (await RunAsync(Usual, "wrap-anew", "--rotate")).ShouldBe((0, $"Wrapped 2 data keys and 1 keys of the Data Protection ring anew; 0 tenants failed.{Environment.NewLine}"));

        // The old ones are of no use any more, to the process that is running neither.
        foreach (var old in (string[])[FileOf(acme, 1), FileOf(globex, 1), Path.Combine(_host.Keys, "data-protection.1.key")])
        {
            File.Delete(old);
        }

        (await SealedValues.OpenAsync(_host, acme)).ShouldBe([null]);
        (await SealedValues.OpenAsync(_host, globex)).ShouldBe([null]);

        File.Delete(FileOf(globex, 2));
        var half = await RunAsync(Usual, "wrap-anew");
        half.Code.ShouldBe(1);
        half.Said.ShouldContain($"{globex.Slug}: file: {FileOf(globex, 2)} is not there");
        half.Said.ShouldContain("Wrapped 1 data keys and 1 keys of the Data Protection ring anew; 1 tenants failed.");
        (await SealedValues.OpenAsync(_host, acme)).ShouldBe([null]);
    }

    [Fact]
    public async Task CleanCopy_OfACopyFromBefore_TakesOutWhatWasDestroyedSinceAndLeavesTheRest()
    {
        var (acme, globex) = (await _host.SignUpAsync(), await _host.SignUpAsync());
        await SealedValues.AddAsync(acme);
        await SealedValues.AddAsync(globex);
        var copy = Directory.CreateTempSubdirectory("portal-test-keys-").FullName;
        foreach (var file in Directory.EnumerateFiles(_host.Keys))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var staff = await Staff.SignInAsync(_host);
        (await staff.PostAsync($"/tenants/{acme.Id}/key-destructions", new { slug = acme.Slug })).EnsureSuccessStatusCode();
        (await RunAsync(Usual, "clean-copy", copy)).ShouldBe((0, $"Took 1 destroyed keys out of {copy}.{Environment.NewLine}"));
        (await RunAsync(Usual, "clean-copy", copy)).ShouldBe((0, $"Took 0 destroyed keys out of {copy}.{Environment.NewLine}"));
        Directory.EnumerateFiles(copy).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(((string[])["data-protection.1.key", $"tenant-{acme.Uuid:n}.destroyed", $"tenant-{globex.Uuid:n}.1.key"]).Order(StringComparer.Ordinal));

        // An old copy came back in the place of the folder itself, without the marks: the database knows.
        File.Delete(Path.Combine(_host.Keys, $"tenant-{acme.Uuid:n}.destroyed"));
        await File.WriteAllTextAsync(FileOf(acme, 1), "", TestContext.Current.CancellationToken);
        (await RunAsync(Usual, "clean-copy", _host.Keys)).Said.ShouldStartWith("Took 1 destroyed keys");
        (await RunAsync(Usual, "clean-copy", copy + "-none")).ShouldBe((1, $"file: {copy}-none is no folder that is there.{Environment.NewLine}"));
        (await SealedValues.OpenAsync(_host, globex)).ShouldBe([null]);
        Directory.Delete(copy, recursive: true);
    }

    private Task<(int Code, string Said)> RunAsync(Dictionary<string, string> settings, params string[] words) => KeysProcess.RunAsync(_host, settings, words);

    private string FileOf(TestTenant tenant, int version) => Path.Combine(_host.Keys, $"tenant-{tenant.Uuid:n}.{version}.key");
}
