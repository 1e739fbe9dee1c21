using Portal.Domain;
using Portal.Infrastructure.Migrations;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Checks all of an archive before anything of it is written.</summary>
internal static class ArchiveVerification
{
    /// <returns>The rows of everybody's that the archive names, by table and as they are written.</returns>
    /// <exception cref="ArchiveRefusedException">Something does not fit; nothing has changed.</exception>
    public static async Task<IReadOnlySet<(string Table, string Name)>> CheckAsync(
        TenantArchive archive, IReadOnlyList<ArchiveTable> tables, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        CheckSchema(archive.Manifest.Schema, migrations);
        CheckTables(archive.Manifest, tables, migrations);
        var named = new HashSet<(string, string)>();
        foreach (var file in archive.Manifest.Tables)
        {
            var check = new ArchiveRowCheck(file, tables.First(table => table.Name == file.Table), archive.Tenant.Value.ToString("D"));
            var line = 0L;
            await foreach (var row in archive.RowsAsync(file, cancellationToken))
            {
                check.Check(row.Span, ++line);
            }

            named.UnionWith(check.Named);
        }

        foreach (var package in archive.Manifest.Packages)
        {
            await archive.PackageAsync(package, cancellationToken);
        }

        return named;
    }

    private static void CheckSchema(IReadOnlyList<ArchiveMigration> theirs, IReadOnlyList<Migration> ours)
    {
        foreach (var migration in theirs)
        {
            var known = ours.FirstOrDefault(candidate => candidate.Name == migration.Name);
            if (known is null)
            {
                throw new ArchiveRefusedException("schema-newer",
                    $"The archive's schema has the migration \"{FieldText.Excerpt(migration.Name)}\", which this version does not know. Upgrade this deployment to the version that wrote the archive first.");
            }

            if (known.Checksum != migration.Checksum)
            {
                throw new ArchiveRefusedException("schema-differs", $"The migration {migration.Name} of the archive's schema is not this version's: the two products are not of one line.");
            }
        }
    }

    private static void CheckTables(ArchiveManifest manifest, IReadOnlyList<ArchiveTable> tables, IReadOnlyList<Migration> migrations)
    {
        var older = manifest.Schema.Count < migrations.Count;
        foreach (var file in manifest.Tables)
        {
            var table = tables.FirstOrDefault(candidate => candidate.Name == file.Table)
                ?? throw new ArchiveRefusedException("table", $"\"{FieldText.Excerpt(file.Table)}\" is no table that archives hold.");
            var known = table.Columns.Select(column => column.Name).ToList();
            if (file.Columns.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                throw new ArchiveRefusedException("column", $"{file.Table} has no column \"{FieldText.Excerpt(unknown)}\" here.");
            }

            if (!known.Where(file.Columns.Contains).SequenceEqual(file.Columns, StringComparer.Ordinal) || !file.Columns.Contains("tenant_id", StringComparer.Ordinal))
            {
                throw new ArchiveRefusedException("column", $"The columns of {file.Table} are not in the table's order, are there twice, or lack tenant_id.");
            }

            if (table.Columns.FirstOrDefault(column => !file.Columns.Contains(column.Name, StringComparer.Ordinal) && !(older && column.MayBeMissing)) is { } missing)
            {
                throw new ArchiveRefusedException("schema-older", older
                    ? $"The archive is from an older schema, without {file.Table}.{missing.Name}, which has no default: bring the deployment that wrote it up to this version, and export again."
                    : $"The archive lacks the column {file.Table}.{missing.Name}.");
            }
        }

        if (!older && tables.FirstOrDefault(table => manifest.Tables.All(file => file.Table != table.Name)) is { } absent)
        {
            throw new ArchiveRefusedException("missing", $"The archive has no rows of {absent.Name}, not even none.");
        }
    }
}
