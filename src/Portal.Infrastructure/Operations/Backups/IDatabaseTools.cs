namespace Portal.Infrastructure.Operations.Backups;

/// <summary>What writes a database out and brings it back: PostgreSQL's own programs.</summary>
internal interface IDatabaseTools
{
    /// <summary>Of the program that dumps, as it tells it.</summary>
    Task<string> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Writes the database as the snapshot sees it, in the custom format.</summary>
    Task DumpAsync(string connectionString, string snapshot, Stream target, CancellationToken cancellationToken);

    /// <summary>The table of contents of a dump that <paramref name="feed"/> writes, a line an entry.</summary>
    Task<IReadOnlyList<string>> ListAsync(DumpFeed feed, CancellationToken cancellationToken);

    /// <summary>Brings the dump that <paramref name="feed"/> writes into a database, in one transaction.</summary>
    Task RestoreAsync(string connectionString, DumpFeed feed, CancellationToken cancellationToken);
}
