using System.Text.RegularExpressions;

namespace Portal.IsolationTests.Boundary;

/// <summary>A column as the catalog describes it, with values worth trying: the first that its checks allow is taken.</summary>
/// <param name="Name">Quoted where it must be.</param>
/// <param name="Type">As <c>format_type</c> writes it.</param>
/// <param name="Required">Whether it must have a value.</param>
/// <param name="Checks">The text of the check constraints on it.</param>
internal sealed partial record Column(string Name, string Type, bool Required, string Checks)
{
    /// <summary>SQL literals.</summary>
    public IReadOnlyList<string> Candidates(string slug) => Type switch
    {
        "uuid" => [$"'{Guid.CreateVersion7()}'"],
        "text" or "character varying" => [.. QuotedWord().Matches(Checks).Select(m => $"'{m.Groups["word"].Value}'"), $"'{slug} {Name.Trim('"')}'", $"'{slug}-{Name.Trim('"').Replace('_', '-')}'", "'EUR'", $"'sha256:{new string('0', 64)}'", "'1'"],
        "bytea" => [Bytes(16), Bytes(32), Bytes(12), Bytes(64)],
        "jsonb" => ["'{}'", "'[]'"],
        "boolean" => ["true", "false"],
        "timestamp with time zone" => ["now()", "now() + interval '1 day'"],
        "date" => ["current_date"],
        "interval" => ["interval '1 hour'"],
        "text[]" => ["'{}'", "'{x}'"],
        "double precision" => ["1", "0", "100", "-1", "0.5"],
        "integer" or "bigint" or "smallint" or "numeric" => ["1", "0", "2", "100", "-1", "10"],
        _ => throw new NotSupportedException($"No value is known for {Type}: teach {nameof(Column)} one."),
    };

    private static string Bytes(int count) => $@"'\x{string.Concat(Enumerable.Range(0, count).Select(_ => Random.Shared.Next(256).ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))}'";

    [GeneratedRegex("'(?<word>[a-zA-Z_-]+)'::text", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedWord();
}
