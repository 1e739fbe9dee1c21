using System.Text.Json.Nodes;
using Spectre.Console;

namespace Portal.Cli.Rest;

/// <summary>Prints the items of a list as a table, one column a field.</summary>
internal static class Listing
{
    public static void Print(JsonObject page, params string[] fields)
    {
        var table = new Table().Border(TableBorder.None).AddColumns([.. fields.Select(f => f.ToUpperInvariant())]);
        foreach (var item in page["items"]!.AsArray())
        {
            table.AddRow([.. fields.Select(f => Markup.Escape(item![f]?.ToString() ?? ""))]);
        }

        AnsiConsole.Write(table);
    }
}
