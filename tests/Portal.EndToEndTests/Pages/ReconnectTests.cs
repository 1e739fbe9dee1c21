using System.Globalization;
using Microsoft.Playwright;
using Portal.Local.Folder;
using Portal.Local.Processes;
using Portal.Local.Tour;

namespace Portal.EndToEndTests.Pages;

/// <summary>A page outlives the process that drew it.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class ReconnectTests(PagesFixture fixture)
{
    [Fact]
    public async Task Page_WhoseProcessIsKilled_ComesBackWhereItWas()
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Desktop);
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "acme");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority) + "/settings/members";
        await visit.SignInAsync(demo.Url.GetLeftPart(UriPartial.Authority), admin.Email, admin.Password);
        await visit.OpenAsync(address);
        await visit.Page.EvaluateAsync("window.beforeTheCrash = true");
        var web = RunRecord.Read(Path.Combine(fixture.Product.Folder, "run.json"))["web"].Pid;

        Posix.Send(web, Signal.Kill).ShouldBeTrue(web.ToString(CultureInfo.InvariantCulture));

        // The window is loaded anew by itself, so what the old one remembered is gone; the address and the session are not.
        await Poll.UntilAsync("the page comes back", TimeSpan.FromSeconds(90), () => MissingAsync(visit.Page), TestContext.Current.CancellationToken);
        visit.Page.Url.ShouldBe(address);
        await visit.ReadAsync(admin.Email);
    }

    private static async Task<string?> MissingAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("window.beforeTheCrash === undefined && document.querySelector('.shell h1')?.textContent === 'Members and keys'")
                ? null
                : "the old window is still there";
        }
        catch (PlaywrightException loading)
        {
            return loading.Message;
        }
    }
}
