using System.Diagnostics;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;
using Portal.Local.Postgres;

namespace Portal.Benchmarks.Operations;

/// <summary>A private server with the schema and fifty tenants, and operators (tests/QueueOperator) as processes.</summary>
internal sealed class QueueStage : IAsyncDisposable
{
    private const int Count = 50;
    private readonly PrivatePostgres _server;
    private readonly List<Process> _operators = [];

    private QueueStage(PrivatePostgres server, DatabaseAccess access, IReadOnlyList<Guid> tenants)
    {
        _server = server;
        Access = access;
        Tenants = tenants;
        Superuser = NpgsqlDataSource.Create(access.Superuser);
        Units = new(new AppDatabase(NpgsqlDataSource.Create(access.App)), new PlatformDatabase(NpgsqlDataSource.Create(access.Platform)), TimeProvider.System);
    }

    public DatabaseAccess Access { get; }

    public IReadOnlyList<Guid> Tenants { get; }

    public NpgsqlDataSource Superuser { get; }

    public TenantUnitOfWorks Units { get; }

    public static async Task<QueueStage> StartAsync(CancellationToken cancellationToken)
    {
        var server = await PrivatePostgres.StartAsync(cancellationToken);
        await using (var source = NpgsqlDataSource.Create(server.Access.Superuser))
        {
            await using var create = source.CreateCommand("create database bench");
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        var access = server.Access.InDatabase("bench");
        await RoleProvisioning.ApplyAsync(new DatabaseOptions { App = access.App, Platform = access.Platform, Migrator = access.Superuser }, cancellationToken);
        await Migrator.ApplyAsync(access.Superuser, EmbeddedMigrations.All, cancellationToken);
        var stage = new QueueStage(server, access, [.. Enumerable.Range(0, Count).Select(_ => Guid.CreateVersion7())]);
        await stage.ExecuteAsync(
            """
            insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at)
            select id, 't' || replace(right(id::text, 20), '-', ''), 'T', 'active', 'tenant-' || id, now(), now() from unnest($1::uuid[]) id
            """, cancellationToken, stage.Tenants.ToArray());
        return stage;
    }

    /// <summary>Two of them, working when this returns.</summary>
    public async Task StartOperatorsAsync(CancellationToken cancellationToken)
    {
        while (_operators.Count < 2)
        {
            var start = new ProcessStartInfo("dotnet")
            {
                ArgumentList = { Path.Combine(RepositoryFolder.Find(), "artifacts/bin/QueueOperator/release/QueueOperator.dll") },
            };
            start.Environment["Database__App"] = Access.App;
            start.Environment["Database__Platform"] = Access.Platform;
            _operators.Add(Process.Start(start)!);
        }

        await InsertAsync(200, cancellationToken);
        await UntilDoneAsync(cancellationToken);
    }

    /// <summary>Operations that do nothing, spread over the tenants, in one statement.</summary>
    public Task InsertAsync(int count, CancellationToken cancellationToken) => ExecuteAsync(
        """
        insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
        select ($1::uuid[])[1 + i % cardinality($1)], gen_random_uuid(), 'test.nothing', 'k' || i, 'thing', 'x', '{}', 'queued', now(), 'c', 'bench', now() from generate_series(1, $2) i
        """, cancellationToken, Tenants.ToArray(), count);

    public async Task UntilDoneAsync(CancellationToken cancellationToken)
    {
        await using var left = Superuser.CreateCommand("select count(*) from portal.operation where state in ('queued', 'running') and kind = 'test.nothing'");
        while (await left.ExecuteScalarAsync(cancellationToken) is not 0L)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Superuser.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _operators)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await Superuser.DisposeAsync();
        await _server.DisposeAsync();
    }
}
