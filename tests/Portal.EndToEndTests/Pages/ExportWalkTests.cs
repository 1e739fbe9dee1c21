using System.IO.Compression;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>An admin takes the tenant's data out, through the operator and back to the browser.</summary>
[Collection(PagesCollection.Name)]
public sealed class ExportWalkTests(PagesFixture fixture)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Export_FromOrderToDownload_IsAWholeArchive(int width)
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        await visit.SignInAsync(address, admin.Email, admin.Password);

        await visit.OpenAsync(address + "/settings/export");
        await visit.ReadAsync("What is not");
        await visit.LookAsync("settings-export-before");
        var link = visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Download the archive") });
        var before = await link.CountAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Start export" }).ClickAsync();
        await link.Nth(before).WaitForAsync(new() { Timeout = 30_000 });
        await visit.LookAsync("settings-export");

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => link.First.ClickAsync());
        download.SuggestedFilename.ShouldStartWith("globex-");
        await using var archive = await ZipFile.OpenReadAsync(await download.PathAsync());
        archive.GetEntry("manifest.json").ShouldNotBeNull();
        archive.GetEntry("tables/member.jsonl").ShouldNotBeNull();
        visit.ShouldHaveNoComplaints();
    }
}
