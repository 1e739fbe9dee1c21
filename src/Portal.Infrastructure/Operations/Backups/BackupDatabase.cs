namespace Portal.Infrastructure.Operations.Backups;

/// <summary>One database in a backup: what it was, and the part that holds it.</summary>
/// <param name="Name"><see cref="Shared"/>, or the name of a tenant's own as in the settings.</param>
/// <param name="Database">What the server calls it.</param>
/// <param name="ServerVersion">As the server tells it.</param>
/// <param name="WalPosition">The write-ahead log's position when the snapshot was taken: nothing that was written after it is in the part.</param>
/// <param name="SnapshotAt">When the snapshot was taken, by the server's clock.</param>
/// <param name="Migrations">Its schema, in order.</param>
/// <param name="Rows">By table, counted in the same snapshot.</param>
/// <param name="File">Of the part, in the backup's folder.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Content">Bytes of the dump inside.</param>
/// <param name="Sha256">Of the file, in hexadecimal digits: <c>sha256sum</c> needs no key.</param>
public sealed record BackupDatabase(
    string Name, string Database, string ServerVersion, string WalPosition, DateTimeOffset SnapshotAt, IReadOnlyList<SchemaMigration> Migrations,
    IReadOnlyDictionary<string, long> Rows, string File, long Bytes, long Content, string Sha256)
{
    /// <summary>The name of the database that all tenants without one of their own share.</summary>
    public const string Shared = "shared";
}
