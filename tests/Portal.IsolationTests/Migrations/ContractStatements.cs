using System.Text.RegularExpressions;

namespace Portal.IsolationTests.Migrations;

/// <summary>Statements that break the version before: it still runs while a new version's migrations are applied (docs/operations/migrations.md).</summary>
internal static partial class ContractStatements
{
    /// <summary>What a migration would take away or tighten; empty when it only adds.</summary>
    public static IReadOnlyList<string> Find(string sql)
    {
        // A function's body runs when it is called, not when it is made.
        var text = Bodies().Replace(Comments().Replace(sql, " "), " '' ");
        return [.. text.Split(';').Select(statement => Spaces().Replace(statement, " ").Trim()).Where(Breaks)];
    }

    private static bool Breaks(string statement) => Contract().IsMatch(statement)
        || AddsColumn().Matches(statement).Any(column => NotNull().IsMatch(column.Value) && !HasDefault().IsMatch(column.Value));

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bas\s+(?<quote>\$\w*\$).*?\k<quote>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Bodies();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"\bdrop (table|column|schema|view|type|domain|function|procedure|routine|owned)\b|\brename (column |constraint )?\w* ?to\b|\bset schema\b|\btruncate\b"
        + @"|\balter (column )?\w+ (set not null|(set data )?type\b|drop default\b)|\bset not null\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Contract();

    // From "add column" to the next action of the statement.
    [GeneratedRegex(@"\badd (column )?(?!constraint\b|primary\b|unique\b|check\b|foreign\b|exclude\b)(if not exists )?\w+ .*?(?=, (add|alter|drop) |$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AddsColumn();

    [GeneratedRegex(@"\bnot null\b|\bprimary key\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotNull();

    [GeneratedRegex(@"\bdefault\b|\bgenerated\b", RegexOptions.IgnoreCase)]
    private static partial Regex HasDefault();
}
