using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>An admin looks into the log, has a record proved, takes the log away, and proves it without us.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class AuditWalkTests(PagesFixture fixture)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Audit_FromARecordsProofToAnOfflineOne_IsWhole(int width)
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var product = fixture.Product;
        var demo = product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        var page = visit.Page;
        await visit.SignInAsync(address, admin.Email, admin.Password);

        await visit.OpenAsync(address + "/audit");
        await visit.ReadAsync("Signed at");
        // The newest, which is not signed yet: the operator signs within a minute, and what is open follows.
        var record = page.GetByRole(AriaRole.Button, new() { NameRegex = Record() }).First;
        var number = long.Parse((await record.InnerTextAsync()).TrimStart('#'), CultureInfo.InvariantCulture);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Record {number}, with its proof", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText($"Verified: the record is leaf {number - 1} of the").WaitForAsync();
        await visit.LookAsync("audit-proof");
        await dialog.GetByText("What is hashed").WaitForAsync();
        (await dialog.Locator("pre.leaf").InnerTextAsync()).ShouldContain($"\"sequence\":{number},");
        await page.Keyboard.PressAsync("Escape");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "JSON to verify" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("globex-audit.jsonl");
        var folder = Directory.CreateTempSubdirectory("portal-audit-walk-").FullName;
        var (export, keys) = (Path.Combine(folder, "audit.jsonl"), Path.Combine(folder, "keys.txt"));
        await download.SaveAsAsync(export);
        using var client = new HttpClient();
        await File.WriteAllTextAsync(keys, await client.GetStringAsync(new Uri(product.Description.Portal.Url, "/api/v1/audit-signing-keys"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var outside = Directory.EnumerateFiles(Path.Combine(product.Folder, "audit-checkpoints")).Single(file => File.ReadAllText(file).Contains(TenantOf(export), StringComparison.Ordinal));

        (await VerifyAsync(export, "--public-key", keys, "--outside", outside)).ShouldSatisfyAllConditions(v => v.Code.ShouldBe(0, v.Said), v => v.Said.ShouldContain("WHOLE."));
        await File.WriteAllTextAsync(export, (await File.ReadAllTextAsync(export, TestContext.Current.CancellationToken)).Replace("Globex", "Golbex", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await VerifyAsync(export, "--public-key", keys)).ShouldSatisfyAllConditions(v => v.Code.ShouldBe(1, v.Said), v => v.Said.ShouldContain("NOT WHOLE. The first bad record is "));
        Directory.Delete(folder, recursive: true);
        visit.ShouldHaveNoComplaints();
    }

    // Its header has the tenant's id.
    private static string TenantOf(string export) => Regex.Match(File.ReadLines(export).First(), "ten_[0-9a-f]+").Value;

    private Task<(int Code, string Said)> VerifyAsync(params string[] words) =>
        CommandLine.RunAsync(fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex"), ["audit", "verify", .. words]);

    [GeneratedRegex("^Record [0-9]+, with its proof$")]
    private static partial Regex Record();
}
