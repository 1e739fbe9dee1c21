namespace Portal.Tenancy.Export;

/// <param name="CreatedAt">When it was ordered; part of the file's name.</param>
/// <param name="Bytes">Of the archive.</param>
/// <param name="Digest">SHA-256 of the archive.</param>
/// <param name="CopyAsync">Writes it.</param>
internal sealed record ExportDownload(DateTimeOffset CreatedAt, long Bytes, string Digest, Func<Stream, CancellationToken, Task> CopyAsync);
