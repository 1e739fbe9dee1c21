using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Local.Startup;

namespace Portal.EndToEndTests.Pages;

/// <summary>One person's browser window, which remembers everything that the browser complained about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private const string ReportViolations =
        "document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.violatedDirective} blocked ${e.blockedURI}`))";

    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");
    private readonly IBrowserContext _context;
    private readonly Screen _screen;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(IBrowserContext context, IPage page, Screen screen)
    {
        _context = context;
        _screen = screen;
        Page = page;
        page.Console += (_, message) =>
        {
            // A form that was refused answers 422 (RFC 9110 section 15.5.21), which Chromium mentions as if a picture were missing.
            if (message.Type is "error" or "warning" && !message.Text.Contains("status of 422", StringComparison.Ordinal))
            {
                _complaints.Enqueue($"{page.Url}: {message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    public static async Task<Visit> StartAsync(IBrowser browser, Screen screen)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Theme,
            ReducedMotion = screen.Motion,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        // Generous: tests share two cores with everything that they start.
        context.SetDefaultTimeout(60_000);
        await context.AddInitScriptAsync(ReportViolations);
        return new Visit(context, await context.NewPageAsync(), screen);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    /// <summary>Opens a page and waits until its title stands.</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address);
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Waits until a person can read the words on the page; fails with what they read instead.</summary>
    public async Task ReadAsync(string words)
    {
        try
        {
            await Page.Locator("main").GetByText(words).Locator("visible=true").First.WaitForAsync();
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"'{words}' is not on {Page.Url}, but: {await Page.Locator("body").InnerTextAsync()}", late);
        }
    }

    /// <summary>Waits until the address is that of another page; fails with what is on this one instead.</summary>
    public async Task ArriveAsync(Regex address)
    {
        try
        {
            await Page.WaitForURLAsync(address);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Page.Url} is not {address}, but: {await Page.Locator("body").InnerTextAsync()}", late);
        }
    }

    public async Task SignInAsync(string tenantUrl, string email, string password)
    {
        await OpenAsync(tenantUrl + "/sign-in");
        await Page.GetByLabel("E-mail address").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.Locator(".shell").WaitForAsync();
    }

    /// <summary>Keeps a picture, and holds what every page must hold: nothing sticks out sideways, nothing of ours is styled inline.</summary>
    public async Task LookAsync(string name)
    {
        Directory.CreateDirectory(Screenshots);
        // The caret stays: hiding it would style our inputs inline.
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{name}-{_screen.Width}.png"), FullPage = true, Caret = ScreenshotCaret.Initial });
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{name} is wider than the window");
        (await Page.EvaluateAsync<int>("document.querySelectorAll('[style]:not([style=\"\"])').length")).ShouldBe(0, $"{name} has inline styles");
        (await Page.EvaluateAsync<int>("document.querySelectorAll('h1').length")).ShouldBe(1, $"{name} has one title");
    }

    /// <summary>Fails with everything that the browser complained about.</summary>
    public void ShouldHaveNoComplaints() => _complaints.ShouldBeEmpty();
}
