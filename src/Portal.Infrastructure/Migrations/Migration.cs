namespace Portal.Infrastructure.Migrations;

/// <summary>One numbered SQL file of <c>migrations/</c>.</summary>
/// <param name="Name">File name, e.g. <c>0001_foundation.sql</c>; the order is the names'.</param>
/// <param name="Sql">Its text.</param>
/// <param name="Checksum">SHA-256 of the text, in hex.</param>
public sealed record Migration(string Name, string Sql, string Checksum);
