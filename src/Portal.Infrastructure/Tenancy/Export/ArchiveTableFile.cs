namespace Portal.Infrastructure.Tenancy.Export;

/// <param name="Table">Its name, which is also its file's: <c>tables/&lt;table&gt;.jsonl</c>.</param>
/// <param name="Columns">The members of every row, in this order.</param>
/// <param name="Rows">Lines of the file.</param>
/// <param name="Bytes">Of the file, unpacked.</param>
/// <param name="Sha256">Of the file, unpacked, in hex.</param>
public sealed record ArchiveTableFile(string Table, IReadOnlyList<string> Columns, long Rows, long Bytes, string Sha256);
