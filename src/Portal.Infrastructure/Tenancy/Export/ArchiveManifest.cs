namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>What an archive holds: enough to check all of it before a row is written.</summary>
/// <param name="Format">Of the archive; this product reads up to <see cref="ArchiveLayout.Format"/>.</param>
/// <param name="Created">When its snapshot was taken.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Schema">The migrations of the product that wrote it, in order.</param>
/// <param name="Tables">One file each, parents before children.</param>
/// <param name="Packages">One file each, by digest.</param>
/// <param name="Absent">
/// Columns whose values stayed behind because only the deployment that wrote the archive could open them: secrets, which have to be entered or made
/// anew. Null in archives from before there were any.
/// </param>
public sealed record ArchiveManifest(
    int Format,
    DateTimeOffset Created,
    ArchiveTenant Tenant,
    IReadOnlyList<ArchiveMigration> Schema,
    IReadOnlyList<ArchiveTableFile> Tables,
    IReadOnlyList<ArchivePackageFile> Packages,
    IReadOnlyList<string>? Absent = null)
{
    /// <summary>Rows of all tables.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Rows => Tables.Sum(table => table.Rows);
}
