using System.IO.Compression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Plugins.Packages;
using Portal.Infrastructure.Tenancy.Export;
using Portal.Infrastructure.Tests.Plugins;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>One deployment: a database of its own, and what archives need of the product.</summary>
internal sealed class ArchiveWorld : IAsyncDisposable
{
    public const string UnknownPassword = "a hash of nothing";
    private readonly ServiceProvider _services;

    private ArchiveWorld(TestDatabase database, ServiceProvider services)
    {
        Database = database;
        _services = services;
        Superuser = NpgsqlDataSource.Create(database.Superuser);
    }

    public TestDatabase Database { get; }

    public NpgsqlDataSource Superuser { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<ArchiveWorld> StartAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string?> { ["Database:App"] = database.App, ["Database:Platform"] = database.Platform };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.ClearProviders())
            .AddPortalDatabase().AddTenantArchives()
            .BuildServiceProvider();
        return new(database, services);
    }

    public async Task PublishAsync(string plugin, string version)
    {
        await ExecuteAsync("insert into portal.publisher values ($1, 'brightline', 'Brightline', 8000, now()) on conflict do nothing", Guid.CreateVersion7());
        var manifest = SamplePackage.Manifest.Replace("id: ci-status", $"id: {plugin}", StringComparison.Ordinal).Replace("version: 1.2.0", $"version: {version}", StringComparison.Ordinal);
        var published = await Get<PluginRegistry>().PublishAsync(PackageReader.Read(PackageWriter.Write(SamplePackage.Files(manifest))).Value, CancellationToken.None);
        published.Succeeded.ShouldBeTrue();
    }

    public async Task<TenantId> AddTenantAsync(string slug = "acme")
    {
        var tenant = new TenantId(Guid.CreateVersion7());
        await ExecuteAsync(
            "insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at) values ($1, $2, 'Acme Corp', 'active', 'tenant-' || $2, now(), now())",
            tenant.Value, slug);
        return tenant;
    }

    public async Task<byte[]> ExportAsync(TenantId tenant)
    {
        using var file = new MemoryStream();
        await Get<TenantArchiveWriter>().WriteAsync(tenant, file, (_, _) => Task.CompletedTask, CancellationToken.None);
        return file.ToArray();
    }

    public Task<Result<RestoredTenant>> ImportAsync(byte[] archive, string? slug = null, bool publish = false) => Get<TenantRestore>().ExecuteAsync(
        new MemoryStream(archive, writable: false), new(slug, publish, UnknownPassword), (_, _) => Task.CompletedTask, CancellationToken.None);

    public static Dictionary<string, byte[]> Unpack(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        });
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Superuser.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Superuser.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Superuser.DisposeAsync();
        await Database.DisposeAsync();
    }
}
