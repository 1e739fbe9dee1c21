using Portal.Local.Description;

namespace Portal.Benchmarks.Circuits;

/// <summary>What one open page costs the web process.</summary>
internal sealed class CircuitBenchmark : IBenchmark
{
    private const int Pages = 200;
    private const int WarmUp = 20;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public string Name => "circuit";

    public string Summary => "memory of the web process per open page: 200 circuits on the home page of a signed-in admin, after a warm-up";

    public IReadOnlyList<Goal> Goals { get; } = [new("circuit_kb", "kB", 400)];

    public async Task<IReadOnlyList<double>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var folder = LocalProduct.NewFolder();
        try
        {
            await using var product = await LocalProduct.StartAsync(folder, cancellationToken);
            var pages = quick ? Pages / 4 : Pages;
            return [await MeasureAsync(product.Description, pages, cancellationToken)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The warm-up stays open: what a first page loads and compiles, and the heap's first growth, are not part of a page's price.
    private static async Task<double> MeasureAsync(InstanceDescription instance, int pages, CancellationToken cancellationToken)
    {
        var browser = await SignedInBrowser.CreateAsync(instance.Tenants[0], cancellationToken);
        var open = new List<CircuitClient>();
        try
        {
            await OpenAsync(browser, open, WarmUp, cancellationToken);
            await Task.Delay(Settle, cancellationToken);
            var web = instance.Processes.Web!.Value;
            var before = ResidentMemory.Kilobytes(web);
            await OpenAsync(browser, open, pages, cancellationToken);
            await Task.Delay(Settle, cancellationToken);
            var after = ResidentMemory.Kilobytes(web);
            Console.WriteLine($"{pages} pages more: {before / 1024:0} MB before, {after / 1024:0} MB after; {open.Sum(page => page.Batches)} render batches");
            return (after - before) / pages;
        }
        finally
        {
            foreach (var page in open)
            {
                await page.DisposeAsync();
            }
        }
    }

    private static async Task OpenAsync(SignedInBrowser browser, List<CircuitClient> open, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            open.Add(await browser.OpenAsync("/", cancellationToken));
        }
    }
}
