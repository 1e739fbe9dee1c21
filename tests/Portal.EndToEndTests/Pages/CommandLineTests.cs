using System.Text.RegularExpressions;
using Portal.Local.Description;

namespace Portal.EndToEndTests.Pages;

/// <summary>Commands that no walk types.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class CommandLineTests(PagesFixture fixture)
{
    private DemoTenant Globex => fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");

    [Fact]
    public async Task Freezes_AddedListedAndRemoved_AreThoseOfThePolicy()
    {
        await SaysAsync(0, "1 freezes", "freezes", "add", "Year end", "--starts-at", "2031-12-20T00:00:00Z", "--ends-at", "2032-01-03T00:00:00Z");
        await SaysAsync(0, "Year end", "freezes", "list");
        await SaysAsync(0, "0 freezes", "freezes", "remove", "Year end");
        await SaysAsync(1, "No freeze is called Year end", "freezes", "remove", "Year end");
    }

    [Fact]
    public async Task Remediations_AskedForByState_AreListedAndUnknownOnesNamed()
    {
        await SaysAsync(0, "", "remediations", "list", "--state", "current");
        await SaysAsync(1, "state", "remediations", "list", "--state", "broken");
        await SaysAsync(1, "rem_00000000000070008000000000000000", "remediations", "get", "rem_00000000000070008000000000000000");
    }

    [Fact]
    public async Task Exports_OrderedFetchedAndGoneOnWith_AreTheArchive()
    {
        var folder = Directory.CreateTempSubdirectory("portal-export-");
        try
        {
            var (code, said) = await CommandLine.RunAsync(Globex, "exports", "start", "--download", Path.Combine(folder.FullName, "globex.zip"));
            code.ShouldBe(0, said);
            var id = said.Split('\n')[0].Trim();
            var archive = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "globex.zip"), TestContext.Current.CancellationToken);

            var again = Path.Combine(folder.FullName, "again.zip");
            await File.WriteAllBytesAsync(again + ".part", archive[..(archive.Length / 3)], TestContext.Current.CancellationToken);
            await SaysAsync(0, "sha256:", "exports", "download", id, again);
            (await File.ReadAllBytesAsync(again, TestContext.Current.CancellationToken)).ShouldBe(archive);

            // Something else stood there: thrown away, and said.
            await File.WriteAllBytesAsync(again + ".part", new byte[archive.Length / 3], TestContext.Current.CancellationToken);
            await SaysAsync(1, "thrown away", "exports", "download", id, again);
            await SaysAsync(0, "Ready", "exports", "list");
            File.Exists(again + ".part").ShouldBeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Operations_ListedAndLookedAt_SayWhatHappened()
    {
        var (_, listed) = await CommandLine.RunAsync(Globex, "operations", "list", "--state", "succeeded");
        var operation = OperationWord().Match(listed).Value;
        await SaysAsync(0, "succeeded", "operations", "get", operation);
        await SaysAsync(1, "operation.not-failed", "operations", "retry", operation);
        await SaysAsync(1, "(operation.", "operations", "cancel", operation, "--reason", "Too late");
        await SaysAsync(1, "state", "operations", "list", "--state", "broken");
    }

    [GeneratedRegex(@"opr_\w+")]
    private static partial Regex OperationWord();

    private async Task SaysAsync(int exitCode, string words, params string[] typed)
    {
        var (code, said) = await CommandLine.RunAsync(Globex, typed);
        (code, said.Contains(words, StringComparison.Ordinal)).ShouldBe((exitCode, true), said);
    }
}
