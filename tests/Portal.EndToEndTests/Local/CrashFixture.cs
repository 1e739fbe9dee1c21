namespace Portal.EndToEndTests.Local;

/// <summary>One product for all crashes.</summary>
public sealed class CrashFixture : IAsyncLifetime
{
    private readonly string _folder = LocalProduct.NewFolder();

    public LocalProduct Product { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Product = await LocalProduct.StartAsync(_folder, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
