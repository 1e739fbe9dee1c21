using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Operators.Operations;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Operations;

/// <summary>A database with one tenant, and what takes operations from it.</summary>
internal sealed class OperationStage : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _superuser;

    private OperationStage(TestDatabase database, ServiceProvider services)
    {
        _services = services;
        _superuser = NpgsqlDataSource.Create(database.Superuser);
        Places = services.GetRequiredService<TenantPlaces>();
        Claims = new OperationClaims(Places, Options, Time);
        Units = services.GetRequiredService<TenantUnitOfWorks>();
        Books = new OperationBooks(new(Units, Places, Options, Time), new(Platform, Options, Time));
    }

    public TenantId Tenant { get; } = new(Guid.CreateVersion7());

    public ManualTime Time { get; } = new();

    public QueueOptions Options { get; } = new();

    public TenantPlaces Places { get; }

    public OperationClaims Claims { get; }

    public OperationBooks Books { get; }

    public RunningOperations Running { get; } = new();

    public PlatformOperations Deployment => new(Platform, Options, Time);

    public OwnDatabases Databases => _services.GetRequiredService<OwnDatabases>();

    public PlatformDatabase Platform => _services.GetRequiredService<PlatformDatabase>();

    public TenantUnitOfWorks Units { get; }

    /// <param name="database">The shared database.</param>
    /// <param name="own">Another, which a tenant can have to itself under the name <c>own</c>.</param>
    public static async Task<OperationStage> StartAsync(TestDatabase database, TestDatabase? own = null)
    {
        var services = new ServiceCollection()
            .AddSingleton(new AppDatabase(NpgsqlDataSource.Create(database.App)))
            .AddSingleton(new PlatformDatabase(NpgsqlDataSource.Create(database.Platform)))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(provider => new OwnDatabases(
                provider.GetRequiredService<PlatformDatabase>(),
                own is null ? [] : [new("own", new(NpgsqlDataSource.Create(own.App)), new(NpgsqlDataSource.Create(own.Platform)))]))
            .AddSingleton<TenantPlaces>()
            .AddSingleton<TenantUnitOfWorks>()
            .BuildServiceProvider();
        var stage = new OperationStage(database, services);
        await stage.ExecuteAsync(
            "insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at) values ($1, $2, 'T', 'active', $3, now(), now())",
            stage.Tenant.Value, $"t-{stage.Tenant.Value:n}"[..30], $"tenant-{stage.Tenant.Value:n}");
        return stage;
    }

    public OperationRunner Runner(params IOperationHandler[] handlers) => new(Claims, Books, handlers, Units, Running, Options, Time, new TestLogs<OperationRunner>());

    /// <summary>Of this stage's operations, those that are due, in the order in which they would be taken; they are put back.</summary>
    public async Task<List<OperationId>> DueAsync(PlatformDatabase? database = null)
    {
        var mine = (await ListAsync("select id::text from portal.operation", database)).Select(id => new OperationId(Guid.Parse(id))).ToList();
        var due = (await Claims.ClaimAsync(database ?? Platform, 100, CancellationToken.None, mine)).OrderBy(o => o.Id.Value).Select(o => o.Id).ToList();
        await using var back = (database ?? Platform).Source.CreateCommand(
            "update portal.operation set state = 'queued', attempts = attempts - 1, lease_until = null where id = any ($1)").With(due.Select(id => id.Value).ToArray());
        await back.ExecuteNonQueryAsync();
        return due;
    }

    /// <summary>Written an instant before the stage's own now, in the order of the calls.</summary>
    public async Task<OperationId> EnqueueAsync(string kind, string serialKey = "k", string payload = "{}")
    {
        var id = new OperationId(Guid.CreateVersion7());
        Time.Advance(TimeSpan.FromMilliseconds(1));
        await ExecuteAsync(
            """
            insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
            values ($1, $2, $3, $4, 'thing', 'x', $6::jsonb, 'queued', $5, 'c', 'ann', $5)
            """,
            Tenant.Value, id.Value, kind, serialKey, Time.GetUtcNow(), payload);
        return id;
    }

    public async Task<(string State, int Attempts, string? Error)> ReadAsync(OperationId id)
    {
        await using var command = _superuser.CreateCommand("select state, attempts, error from portal.operation where id = $1");
        command.Parameters.Add(new() { Value = id.Value });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2));
    }

    public async Task<List<string>> StepsAsync(OperationId id)
    {
        await using var command = _superuser.CreateCommand("select name || ' ' || state || ': ' || message from portal.operation_step where operation_id = $1 order by sequence");
        command.Parameters.Add(new() { Value = id.Value });
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(0));
        }

        return steps;
    }

    /// <summary>An upgrade of an installed plugin from 1.0.0 to 2.0.0, as the web process leaves it.</summary>
    public async Task<(RolloutId Rollout, InstallationId Installation)> AddRolloutAsync()
    {
        var (publisher, plugin, installation, rollout) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await ExecuteAsync("insert into portal.publisher values ($1, $2, 'P', 8000, now())", publisher, $"p-{publisher:n}"[..30]);
        await ExecuteAsync("insert into portal.plugin values ($1, $2, $3, 'Plugin', now())", plugin, $"p-{plugin:n}", publisher);
        await ExecuteAsync(
            "insert into portal.installation values ($1, $2, $3, 'upgrading', '1.0.0', '{}', $4, now(), now())", Tenant.Value, installation, plugin, Guid.CreateVersion7());
        await ExecuteAsync(
            """
            insert into portal.rollout (tenant_id, id, installation_id, plugin_id, from_version, to_version, strategy, phase, verdict, message,
                correlation_id, created_by, created_at, updated_at)
            values ($1, $2, $3, $4, '1.0.0', '2.0.0', '{}', 'Pending', 'None', '', 'c', $5, now(), now())
            """,
            Tenant.Value, rollout, installation, plugin, Guid.CreateVersion7());
        return (new(rollout), new(installation));
    }

    /// <summary>The first column of this tenant's rows; the query's last clause may be an order.</summary>
    public async Task<List<string>> ListAsync(string sql, PlatformDatabase? database = null)
    {
        var order = sql.IndexOf(" order by ", StringComparison.Ordinal);
        var filtered = order < 0 ? $"{sql} where tenant_id = $1" : $"{sql[..order]} where tenant_id = $1{sql[order..]}";
        await using var command = (database?.Source ?? _superuser).CreateCommand(filtered).With(Tenant.Value);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>The sealed certificates of this tenant whose hash is that of their text.</summary>
    public Task<List<string>> CertificatesAsync() =>
        OfTheTenantAsync("select document from portal.deletion_certificate where id = $1 and document_hash = sha256(convert_to(document, 'UTF8'))");

    /// <summary>The names that lead to this tenant.</summary>
    public Task<List<string>> ClaimsAsync() => OfTheTenantAsync("select host from portal.domain_claim where owner_id = $1");

    private async Task<List<string>> OfTheTenantAsync(string sql)
    {
        await using var command = _superuser.CreateCommand(sql).With(Tenant.Value);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _superuser.DisposeAsync();
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = _superuser.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
