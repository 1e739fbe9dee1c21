using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys.File;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

/// <summary>A tenant in a migrated database, keys in files, and processes that share both.</summary>
internal sealed class KeyWorld : IAsyncDisposable
{
    private readonly AppDatabase _app;
    private readonly PlatformDatabase _platform;
    private readonly List<IDisposable> _processes = [];

    private KeyWorld(TestDatabase database)
    {
        Superuser = NpgsqlDataSource.Create(database.Superuser);
        _app = new(NpgsqlDataSource.Create(database.App));
        _platform = new(NpgsqlDataSource.Create(database.Platform));
        Units = new(_app, _platform, TimeProvider.System);
        Provider = new(new FileKeyEncryption(new(Folder)));
        Keys = Process();
        Care = new(Units, Keys, Provider);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "portal-test-keys-" + Guid.NewGuid().ToString("n"));

    public NpgsqlDataSource Superuser { get; }

    public TenantUnitOfWorks Units { get; }

    public InterruptedProvider Provider { get; }

    public ManualClock Clock { get; } = new();

    public TenantKeys Keys { get; }

    public KeyCare Care { get; }

    public TenantId Tenant { get; private set; }

    public static async Task<KeyWorld> StartAsync(TestDatabase database)
    {
        var world = new KeyWorld(database);
        world.Tenant = await world.AddTenantAsync();
        return world;
    }

    /// <summary>Another process: it has its own memory.</summary>
    public TenantKeys Process()
    {
        var keys = new TenantKeys(Units, Provider, Clock);
        _processes.Add(keys);
        return keys;
    }

    /// <summary>What hears for a process.</summary>
    public KeyNews News(TenantKeys keys) => new(new OwnDatabases(_platform, []), keys, TimeProvider.System);

    public async Task<TenantId> AddTenantAsync()
    {
        var tenant = new TenantId(Guid.CreateVersion7());
        await ExecuteAsync(
            "insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at) values ($1, $2, 'Acme', 'active', 'tenant-' || $2, now(), now())",
            tenant.Value, "t" + Guid.NewGuid().ToString("n")[..12]);
        return tenant;
    }

    public SealedPlace Place() => SealedColumn.All[0].Of(Tenant, Guid.CreateVersion7());

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Superuser.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<string>> ListAsync(string sql)
    {
        await using var command = Superuser.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Tenant.Value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    public Task<List<string>> StatesAsync() => ListAsync("select version || ' ' || state from portal.tenant_key where tenant_id = $1 order by version");

    public async ValueTask DisposeAsync()
    {
        _processes.ForEach(process => process.Dispose());
        await _app.DisposeAsync();
        await _platform.DisposeAsync();
        await Superuser.DisposeAsync();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
