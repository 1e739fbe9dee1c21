using Portal.IsolationTests.Boundary;

namespace Portal.IsolationTests.Pooling;

/// <summary>Two tenants behind PgBouncer.</summary>
public sealed class PooledTenants : IAsyncLifetime
{
    private PgBouncer? _proxy;

    public TwoTenants Tenants { get; } = new();

    public string App => _proxy!.App;

    public string Platform => _proxy!.Platform;

    public async ValueTask InitializeAsync()
    {
        await Tenants.InitializeAsync();
        _proxy = await PgBouncer.StartAsync(Tenants.Database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        await Tenants.DisposeAsync();
    }
}
