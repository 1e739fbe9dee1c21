using Npgsql;

namespace Portal.IsolationTests.Boundary;

/// <summary>
/// Two tenants with one row in every tenant table, written past every policy and every check, straight from the catalog. One table more than the
/// product has is there, in partitions, so that the tests of every table are tests of partitions too.
/// </summary>
public sealed class TwoTenants : IAsyncLifetime
{
    private const string Partitioned =
        """
        set role portal_owner;
        create table portal.partitioned (
            tenant_id uuid not null references portal.tenant (id),
            id uuid not null,
            at timestamptz not null,
            note text,
            primary key (tenant_id, id, at)
        ) partition by range (at);
        call portal.protect_tenant_table('portal.partitioned');
        grant select, insert, update, delete on portal.partitioned to portal_app;
        create policy platform on portal.partitioned for delete to portal_platform using (true);
        grant delete on portal.partitioned to portal_platform;
        call portal.create_partition('portal.partitioned', 'partitioned_now', $$for values from (now() - interval '1 year') to (now() + interval '1 year')$$);
        reset role;
        """;

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
        await using (var connection = await Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await Sql.ExecuteAsync(connection, Partitioned, TestContext.Current.CancellationToken);
        }

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
