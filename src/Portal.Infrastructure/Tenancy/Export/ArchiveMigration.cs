namespace Portal.Infrastructure.Tenancy.Export;

/// <param name="Name">File name of the migration.</param>
/// <param name="Checksum">SHA-256 of its text, in hex.</param>
public sealed record ArchiveMigration(string Name, string Checksum);
