using Portal.Local.Description;

namespace Portal.EndToEndTests.Pages;

/// <summary>Commands that no walk types.</summary>
[Collection(PagesCollection.Name)]
public sealed class CommandLineTests(PagesFixture fixture)
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

    private async Task SaysAsync(int exitCode, string words, params string[] typed)
    {
        var (code, said) = await CommandLine.RunAsync(Globex, typed);
        (code, said.Contains(words, StringComparison.Ordinal)).ShouldBe((exitCode, true), said);
    }
}
