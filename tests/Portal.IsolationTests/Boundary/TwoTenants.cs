using Npgsql;

namespace Portal.IsolationTests.Boundary;

/// <summary>Two tenants with one row in every tenant table, written past every policy and every check, straight from the catalog.</summary>
public sealed class TwoTenants : IAsyncLifetime
{
    private readonly DatabaseFixture _fixture = new();

    public Guid Mine { get; } = Guid.CreateVersion7();

    public Guid Other { get; } = Guid.CreateVersion7();

    public TestDatabase Database => _fixture.Database;

    public NpgsqlDataSource Superuser { get; private set; } = null!;

    /// <summary>One connection only: what one tenant leaves behind, the next would find.</summary>
    public NpgsqlDataSource App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        Superuser = NpgsqlDataSource.Create(Database.Superuser);
        App = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database.App) { MaxPoolSize = 1 });
        foreach (var (tenant, slug) in new[] { (Mine, "mine"), (Other, "other") })
        {
            await RowFilling.FillAsync(Superuser, tenant, slug);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Superuser.DisposeAsync();
        await _fixture.DisposeAsync();
    }
}
