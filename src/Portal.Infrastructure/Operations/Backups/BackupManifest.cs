namespace Portal.Infrastructure.Operations.Backups;

/// <summary>What is in a backup. Readable without a key; a seal beside it shows, to who has the key, that it is as it was written.</summary>
/// <param name="Format">Of the backup; 1 is the only one so far.</param>
/// <param name="Name">Of its folder.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="FinishedAt">When its last part was written.</param>
/// <param name="DumpTool">The version of <c>pg_dump</c>.</param>
/// <param name="Databases">The shared one first.</param>
/// <param name="Keys">The content key, for everybody who can open it.</param>
public sealed record BackupManifest(
    int Format, string Name, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string DumpTool, IReadOnlyList<BackupDatabase> Databases, IReadOnlyList<WrappedKey> Keys)
{
    public const int CurrentFormat = 1;

    /// <summary>Of all parts' files.</summary>
    public long Bytes => Databases.Sum(d => d.Bytes);

    /// <summary>Over all databases.</summary>
    public long Rows => Databases.Sum(d => d.Rows.Values.Sum());
}
