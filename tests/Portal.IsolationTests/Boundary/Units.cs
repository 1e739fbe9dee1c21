using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.IsolationTests.Boundary;

/// <summary>The product's own units of work on the database of two tenants.</summary>
internal sealed class Units : IAsyncDisposable
{
    private readonly TwoTenants _tenants;
    private readonly AppDatabase _app;
    private readonly PlatformDatabase _platform;

    public Units(TwoTenants tenants, int connections = 4, string? app = null, string? platform = null)
    {
        _tenants = tenants;
        _app = new(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(app ?? tenants.Database.App) { MaxPoolSize = connections, Timeout = 60 }));
        _platform = new(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform ?? tenants.Database.Platform) { MaxPoolSize = connections, Timeout = 60 }));
        All = new(_app, _platform, TimeProvider.System);
    }

    public TenantUnitOfWorks All { get; }

    /// <summary>As the tenant whose view is under test.</summary>
    public Task<TenantUnitOfWork> BeginAsync() => All.BeginAsync(new TenantId(_tenants.Mine), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _platform.DisposeAsync();
    }
}
