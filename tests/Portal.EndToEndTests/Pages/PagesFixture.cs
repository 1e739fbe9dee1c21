using System.Net.Http.Json;
using Microsoft.Playwright;
using Portal.Local.Http;

[assembly: AssemblyFixture(typeof(Portal.EndToEndTests.Pages.PagesFixture))]

namespace Portal.EndToEndTests.Pages;

/// <summary>One product and one browser for all pages.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    // Debian's Chromium as root in a container; nothing of the browser's own may call out.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly string _folder = LocalProduct.NewFolder();
    private IPlaywright? _playwright;

    public LocalProduct Product { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where staff are, and where one signs up.</summary>
    public string Platform => Product.Description.Portal.Url.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
    {
        // A receiver of webhooks is on this machine.
        Product = await LocalProduct.StartAsync(_folder, TestContext.Current.CancellationToken, ("Webhooks__AllowPrivateTargets", "true"));
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = FindChromium(), Args = Arguments });
    }

    /// <summary>A tenant of the test's own, with whom nothing else happens.</summary>
    public async Task<NewTenant> SignUpAsync(string slug, string name)
    {
        var tenant = new NewTenant($"http://{slug}.{new Uri(Platform).Authority}", "ada@life.example", "correct horse battery staple");
        using var client = LoopbackHttp.Create(new Uri(Platform));
        using var response = await client.PostAsJsonAsync(
            Platform + "/api/v1/tenants",
            new { slug, name, admin = new { email = tenant.Email, displayName = "Ada Life", password = tenant.Password } },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return tenant;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
        await Product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindChromium() =>
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is missing: apt install chromium");
}
