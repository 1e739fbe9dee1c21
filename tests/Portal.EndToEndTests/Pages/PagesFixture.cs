using Microsoft.Playwright;

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

    public async ValueTask InitializeAsync()
    {
        // A receiver of webhooks is on this machine.
        Product = await LocalProduct.StartAsync(_folder, TestContext.Current.CancellationToken, ("Webhooks__AllowPrivateTargets", "true"));
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = FindChromium(), Args = Arguments });
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
