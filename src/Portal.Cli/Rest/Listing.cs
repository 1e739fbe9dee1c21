using System.Text.Json.Nodes;
using Spectre.Console;

namespace Portal.Cli.Rest;

/// <summary>Prints the items of a list as a table, one column a field.</summary>
internal static class Listing
{
    // Of what another program reads, a line is an item, whole: nobody's window is that wide, and none has to be.
    private const int Unfolded = 10_000;

    public static void Print(JsonObject page, params string[] fields)
    {
        var table = new Table().Border(TableBorder.None).AddColumns([.. fields.Select(f => f.ToUpperInvariant())]);
        foreach (var item in page["items"]!.AsArray())
        {
            table.AddRow([.. fields.Select(f => Markup.Escape(item![f]?.ToString() ?? ""))]);
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = Unfolded;
        }

        AnsiConsole.Write(table);
    }
}
