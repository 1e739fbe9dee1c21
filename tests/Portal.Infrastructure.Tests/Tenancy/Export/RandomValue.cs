using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>A value of a column, as PostgreSQL reads it: what a person would type rarely, and what breaks those who convert.</summary>
internal static partial class RandomValue
{
    private static readonly string[] Fragments =
        ["Zoë", "日本語", "🦀", "\"", "\\", "\\n", "\n", "\r", "\t", "\u0001", "\u007f", "\u2028", "'", "</script>", "{", "}", ",", "null", "  ", "a", "Z", "é", "e\u0301", "%", "\\u0000"];

    public static string Of(TableShape.Column column, Random random) => column.Type switch
    {
        "uuid" => Uuid(random).ToString(),
        "text" => Text(column.Checks, random),
        "bytea" => "\\x" + Convert.ToHexString(Binary(column.Checks, random)),
        "jsonb" or "json" => column.Checks.Contains("'array'", StringComparison.Ordinal) ? $"[{Json(random, 2)}]" : Json(random, 3),
        "boolean" => random.Next(2) == 0 ? "true" : "false",
        "timestamp with time zone" => random.Next(20) == 0 ? "infinity" : new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(random.NextInt64(0, 2_000_000_000_000_000) * 10).ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        "date" => new DateTime(1990, 1, 1).AddDays(random.Next(20_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "interval" => string.Create(CultureInfo.InvariantCulture, $"{random.Next(400)} days {random.Next(100_000)} seconds"),
        "smallint" => Listed(column.Checks, random) ?? random.Next(1, 100).ToString(CultureInfo.InvariantCulture),
        "integer" => (column.Checks.Length > 0 || random.Next(2) == 0 ? random.Next(1, 100) : random.Next()).ToString(CultureInfo.InvariantCulture),
        "bigint" => (column.Checks.Length > 0 ? random.NextInt64(1_000_000, 1_000_000_000_000_000) : random.NextInt64(long.MinValue, long.MaxValue)).ToString(CultureInfo.InvariantCulture),
        "numeric" => $"{random.NextInt64()}.{random.NextInt64()}000",
        "double precision" => random.Next(6) switch { 0 => "NaN", 1 => "Infinity", 2 => "-0", _ => BitConverter.Int64BitsToDouble(random.NextInt64(0, 0x7FE0_0000_0000_0000)).ToString("R", CultureInfo.InvariantCulture) },
        "text[]" => "{\"a,\\\"b\",NULL,日本}",
        "inet" => $"10.0.{random.Next(256)}.{random.Next(256)}",
        _ => throw new NotSupportedException($"No value is known for {column.Name} {column.Type}: teach this test one."),
    };

    public static Guid Uuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    // Hashes have a fixed length; salts are as long as the check on their other form says first.
    private static byte[] Binary(string checks, Random random) =>
        checks.Contains("then 32", StringComparison.OrdinalIgnoreCase) ? Bytes(random, 16) : checks.Contains("= 32", StringComparison.Ordinal) ? Bytes(random, 32) : Bytes(random);

    private static string Text(string checks, Random random)
    {
        if (checks.Contains("[A-Z]{3}", StringComparison.Ordinal))
        {
            return random.Next(2) == 0 ? "EUR" : "USD";
        }

        if (checks.Contains("[0-9a-f]{64}", StringComparison.Ordinal))
        {
            return (checks.Contains("sha256:", StringComparison.Ordinal) ? "sha256:" : "") + Convert.ToHexStringLower(Bytes(random, 32));
        }

        if (checks.Contains("ANY (ARRAY", StringComparison.Ordinal))
        {
            var words = QuotedWord().Matches(checks);
            return words[random.Next(words.Count)].Groups["word"].Value;
        }

        // A pattern, if there is one, is most often a name's.
        return checks.Contains('~', StringComparison.Ordinal)
            ? "n" + Convert.ToHexStringLower(Bytes(random, 6))
            : "x" + string.Concat(Enumerable.Range(0, random.Next(2, 8)).Select(_ => Fragments[random.Next(Fragments.Length)])) + random.Next(1000);
    }

    // One of the numbers that a check lists.
    private static string? Listed(string checks, Random random) => NumberList().Match(checks) is { Success: true } list && list.Groups["numbers"].Value.Split(',') is var numbers
        ? numbers[random.Next(numbers.Length)].Trim()
        : null;

    private static string Json(Random random, int depth) => (depth == 0 ? random.Next(4) : random.Next(6)) switch
    {
        0 => "12345678901234567890.12345678901234567890",
        1 => "true",
        2 => "\"\\u65e5 \\\" \\\\ \\n é\"",
        3 => "1.00",
        4 => $"[{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth - 1)))}]",
        _ => $"{{\"n\": null{string.Concat(Enumerable.Range(0, random.Next(4)).Select(i => $",\"k {i} é\":{Json(random, depth - 1)}"))}}}",
    };

    private static byte[] Bytes(Random random, int? length = null)
    {
        var bytes = new byte[length ?? random.Next(1, 200)];
        random.NextBytes(bytes);
        return bytes;
    }

    [GeneratedRegex(@"ARRAY\[(?<numbers>[0-9, ]+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberList();

    [GeneratedRegex("'(?<word>[^']+)'::text", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedWord();
}
