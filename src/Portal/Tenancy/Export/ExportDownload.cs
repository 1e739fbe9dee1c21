namespace Portal.Tenancy.Export;

/// <param name="CreatedAt">When it was ordered; part of the file's name.</param>
/// <param name="Digest">SHA-256 of the archive.</param>
/// <param name="Content">The archive; whoever answers disposes of it.</param>
internal sealed record ExportDownload(DateTimeOffset CreatedAt, string Digest, Stream Content);
