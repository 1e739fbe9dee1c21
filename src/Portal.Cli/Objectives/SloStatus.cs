using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;
using Spectre.Console;

namespace Portal.Cli.Objectives;

/// <summary>How objectives stand, as the operator last saw them.</summary>
internal static class SloStatus
{
    public static async Task PrintAsync(PortalClient client, string? name, CancellationToken cancellationToken)
    {
        var all = await AllAsync(client, cancellationToken);
        var shown = name is null ? all : [all.FirstOrDefault(one => (string?)one["name"] == name) ?? throw new CommandFailure($"There is no objective \"{name}\".")];
        var table = new Table().Border(TableBorder.None).AddColumns("NAME", "PLUGIN", "STATE", "BUDGET", "GOOD", "TARGET", "WINDOW", "BREAKER");
        foreach (var one in shown)
        {
            table.AddRow([.. new[] { Text(one, "name"), Text(one, "plugin"), (bool?)one["paging"] == true ? Text(one, "state") + ", paging" : Text(one, "state"), Percent(one["budgetLeft"]), Percent(one["good"]),
                Percent(one["target"]), Text(one, "window"), (string?)one["breaker"]?["state"] ?? "" }.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        if (name is not null)
        {
            PrintBurns(shown[0]);
        }

        // For scripts, and not to be overlooked.
        var wrong = shown.Where(one => (bool?)one["paging"] == true || (string?)one["state"] == "exhausted").Select(one => (string?)one["name"]).ToList();
        if (wrong.Count > 0)
        {
            throw new CommandFailure($"In trouble: {string.Join(", ", wrong)}.");
        }
    }

    public static async Task<IReadOnlyList<JsonObject>> AllAsync(PortalClient client, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync("objectives?limit=500" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), cancellationToken);
            all.AddRange(page["items"]!.AsArray().OfType<JsonObject>());
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return all;
    }

    private static void PrintBurns(JsonObject objective)
    {
        Console.WriteLine((string?)objective["message"]);
        var table = new Table().Border(TableBorder.None).AddColumns("WINDOWS", "LONG", "SHORT", "LIMIT", "MEANS");
        foreach (var burn in objective["burns"]!.AsArray().OfType<JsonObject>())
        {
            table.AddRow($"{burn["longWindow"]}, {burn["shortWindow"]}", Text(burn, "longRate"), Text(burn, "shortRate"), Text(burn, "factor"), (bool?)burn["active"] == true ? Text(burn, "severity") : "–");
        }

        AnsiConsole.Write(table);
    }

    private static string Text(JsonObject from, string field) => from[field]?.ToString() ?? "";

    private static string Percent(JsonNode? share) => share is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * (double)share:0.###} %");
}
