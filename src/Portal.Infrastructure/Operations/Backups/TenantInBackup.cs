using Npgsql;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>One tenant as a backup has it, in a database of its own for the while: brought to this version's schema, and dropped when disposed.</summary>
internal sealed class TenantInBackup : IAsyncDisposable
{
    private readonly ScratchDatabase _scratch;
    private readonly NpgsqlDataSource _source;

    private TenantInBackup(ScratchDatabase scratch, NpgsqlDataSource source, TenantId id, DateTimeOffset asOf) => (_scratch, _source, Id, AsOf) = (scratch, source, id, asOf);

    public TenantId Id { get; }

    /// <summary>The moment that its rows are of.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>A superuser's: nobody but the restore is in there.</summary>
    public NpgsqlDataSource Source => _source;

    /// <exception cref="BackupRefusedException">The backup does not have it.</exception>
    public static async Task<TenantInBackup> BringAsync(OpenedBackup backup, string slug, string server, IDatabaseTools tools, CancellationToken cancellationToken)
    {
        var shared = await BringAsync(backup, backup.Manifest.Databases[0], slug, server, tools, cancellationToken);
        if (shared.Place is not { } place)
        {
            return shared.Tenant;
        }

        // The shared database has only a copy of its row.
        await shared.Tenant.DisposeAsync();
        var own = backup.Manifest.Databases.FirstOrDefault(d => d.Name == place)
            ?? throw new BackupRefusedException("missing", $"The tenant \"{slug}\" lived in the database \"{place}\", which is not in this backup.");
        return (await BringAsync(backup, own, slug, server, tools, cancellationToken)).Tenant;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _scratch.DisposeAsync();
    }

    private static async Task<(TenantInBackup Tenant, string? Place)> BringAsync(
        OpenedBackup backup, BackupDatabase database, string slug, string server, IDatabaseTools tools, CancellationToken cancellationToken)
    {
        BackupSchema.Check(database);
        var scratch = await ScratchDatabase.CreateAsync(server, cancellationToken);
        NpgsqlDataSource? source = null;
        try
        {
            await DumpRestore.RunAsync(backup, database, scratch.ConnectionString, tools, cancellationToken);
            await BackupSchema.UpgradeAsync(scratch.ConnectionString, cancellationToken);
            source = NpgsqlDataSource.Create(scratch.ConnectionString);
            await using var command = source.CreateCommand("select id, database_name from portal.tenant where slug = $1 and state <> 'deleted'");
            command.Parameters.Add(new() { Value = slug });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? (new(scratch, source, new(reader.GetGuid(0)), database.SnapshotAt), reader.IsDBNull(1) ? null : reader.GetString(1))
                : throw new BackupRefusedException("tenant", $"The backup has no tenant \"{slug}\".");
        }
        catch
        {
            await (source?.DisposeAsync() ?? ValueTask.CompletedTask);
            await scratch.DisposeAsync();
            throw;
        }
    }
}
