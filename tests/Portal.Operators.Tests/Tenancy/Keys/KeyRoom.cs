using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Operators.Tests.Operations;

namespace Portal.Operators.Tests.Tenancy.Keys;

/// <summary>A stage's tenant has secrets; their keys are wrapped by files in a folder of the room's own.</summary>
internal sealed class KeyRoom : IDisposable
{
    private static readonly SealedColumn Column = SealedColumn.All[0];
    private readonly OperationStage _stage;
    private readonly List<ServiceProvider> _processes = [];

    public KeyRoom(OperationStage stage)
    {
        _stage = stage;
        var process = Process();
        (Keys, Care) = (process.GetRequiredService<TenantKeys>(), process.GetRequiredService<KeyCare>());
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "portal-test-keys-" + Guid.NewGuid().ToString("n"));

    public TenantKeys Keys { get; }

    public KeyCare Care { get; }

    /// <summary>The folder's files of the tenant, without its name.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file).Replace($"{KeyOwner.Of(_stage.Tenant)}.", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Webhook endpoints whose secrets are their ids; in the shared database.</summary>
    public async Task SealAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var id = Guid.CreateVersion7();
            var value = await Keys.SealAsync(Column.Of(_stage.Tenant, id), Encoding.UTF8.GetBytes($"{id}"), CancellationToken.None);
            await _stage.ExecuteAsync(
                "insert into portal.webhook_endpoint (tenant_id, id, url, topics, secret_sealed, state, created_by, created_at, updated_at) values ($1, $2, 'https://example.com', '{rollout}', $3, 'enabled', $2, now(), now())",
                _stage.Tenant.Value, id, value.ToArray());
        }
    }

    /// <summary>Opens every secret, wherever the tenant lives, as a process that has just started.</summary>
    /// <returns>The version of the key of each.</returns>
    public async Task<List<int>> OpenAsync()
    {
        var rows = new List<(Guid Id, Sealed Value)>();
        await using (var work = await _stage.Units.BeginInAnyStateAsync(_stage.Tenant, CancellationToken.None))
        {
            await using var select = work.Command("select id, secret_sealed from webhook_endpoint where tenant_id = $1 order by id");
            select.Parameters.Add(new() { Value = _stage.Tenant.Value });
            await using var row = await select.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                rows.Add((row.GetGuid(0), Sealed.Of(row.GetFieldValue<byte[]>(1))));
            }
        }

        var fresh = Process().GetRequiredService<TenantKeys>();
        foreach (var (id, value) in rows)
        {
            Encoding.UTF8.GetString(await fresh.OpenAsync(Column.Of(_stage.Tenant, id), value, CancellationToken.None)).ShouldBe($"{id}");
        }

        return [.. rows.Select(row => row.Value.Header.KeyVersion)];
    }

    /// <summary>The tenant's keys, wherever it lives.</summary>
    public async Task<List<string>> StatesAsync() =>
        [.. (await Care.ReadAsync(_stage.Tenant, CancellationToken.None)).Select(key => $"{key.Version} {key.State}")];

    public void Dispose()
    {
        _processes.ForEach(process => process.Dispose());
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private ServiceProvider Process()
    {
        var settings = new Dictionary<string, string?> { ["Keys:Provider"] = "file", ["Keys:File:Folder"] = Folder };
        var process = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System).AddSingleton(_stage.Units).AddKeys().BuildServiceProvider();
        _processes.Add(process);
        return process;
    }
}
