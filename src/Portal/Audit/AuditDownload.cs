namespace Portal.Audit;

/// <param name="Format"><c>jsonl</c> or <c>csv</c>.</param>
/// <param name="CopyAsync">Writes it, record by record.</param>
internal sealed record AuditDownload(string Format, Func<Stream, CancellationToken, Task> CopyAsync);
