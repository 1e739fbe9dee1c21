using System.Data;
using System.IO.Compression;
using System.Text.Json;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>
/// Writes everything that a tenant owns into one archive, as it was in one moment. Rows pass through one by one, so memory does not grow with the tenant.
/// </summary>
public sealed class TenantArchiveWriter(TenantUnitOfWorks units)
{
    // ZIP's own first day, so that the same rows give the same bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="tenant">Whose rows.</param>
    /// <param name="target">Is written to from beginning to end; it need not seek.</param>
    /// <param name="told">Is told of each table that is done, and how many rows it had.</param>
    /// <param name="cancellationToken">Stops half-way; what was written is then no archive.</param>
    public async Task<ArchiveManifest> WriteAsync(TenantId tenant, Stream target, Func<TableProgress, long, Task> told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        _ = await AuditSequencer.RunAsync(units, tenant, cancellationToken);
        await using var snapshot = await units.BeginSnapshotAsync(tenant, cancellationToken);
        await using (var settings = snapshot.Command(ArchiveSql.Settings))
        {
            await settings.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var tables = new List<ArchiveTableFile>();
        var found = await ArchiveTables.ReadAsync(snapshot, cancellationToken);
        foreach (var table in found)
        {
            tables.Add(await WriteTableAsync(snapshot, archive, table, cancellationToken));
            await told(new(table.Name, tables.Count, found.Count), tables[^1].Rows);
        }

        var packages = await ArchivePackages.WriteAsync(snapshot, archive, cancellationToken);
        var manifest = new ArchiveManifest(
            ArchiveLayout.Format, snapshot.Now, await TenantAsync(snapshot, cancellationToken),
            [.. EmbeddedMigrations.All.Select(migration => new ArchiveMigration(migration.Name, migration.Checksum))], tables, packages,
            [.. SealedColumn.All.Where(column => !ArchiveSelection.LeftOutTables.ContainsKey(column.Table)).Select(column => $"{column.Table}.{column.Column}")]);
        await using var content = await OpenAsync(archive, ArchiveLayout.Manifest, CompressionLevel.Fastest, cancellationToken);
        await JsonSerializer.SerializeAsync(content, manifest, ArchiveJson.Options, cancellationToken);
        return manifest;
    }

    internal static Task<Stream> OpenAsync(ZipArchive archive, string path, CompressionLevel level, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(path, level);
        entry.LastWriteTime = Epoch;
        return entry.OpenAsync(cancellationToken);
    }

    private static async Task<ArchiveTableFile> WriteTableAsync(TenantUnitOfWork snapshot, ZipArchive archive, ArchiveTable table, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(archive, ArchiveLayout.Table(table.Name), CompressionLevel.Fastest, cancellationToken);
        await using var part = new ArchivePart(content);
        await using var select = snapshot.Command(ArchiveSql.Select(table));
        select.CommandTimeout = 0;
        select.Parameters.Add(new() { Value = snapshot.Tenant.Value });
        await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            await part.WriteLineAsync(reader.GetFieldValue<byte[]>(0), cancellationToken);
        }

        var hash = await part.CompleteAsync(cancellationToken);
        return new(table.Name, [.. table.Columns.Select(column => column.Name)], part.Lines, part.Bytes, hash);
    }

    private static async Task<ArchiveTenant> TenantAsync(TenantUnitOfWork snapshot, CancellationToken cancellationToken)
    {
        await using var select = snapshot.Command("select slug, name, created_at from portal.tenant where id = $1");
        select.Parameters.Add(new() { Value = snapshot.Tenant.Value });
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(snapshot.Tenant.ToString(), reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2))
            : throw new InvalidOperationException($"There is no tenant {snapshot.Tenant}.");
    }
}
