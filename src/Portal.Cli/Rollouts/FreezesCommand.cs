using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Rollouts;

/// <summary><c>portal freezes list|add|remove</c>: the times of the rollout policy in which nothing begins. The rest of the policy stays as it is.</summary>
internal static class FreezesCommand
{
    private const string Policy = "rollout-policy";

    private static readonly Argument<string> Name = new("name") { Description = "What people call it" };
    private static readonly Option<string[]> Days = new("--days") { Description = "Every week on these: saturday sunday", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> From = new("--from") { Description = "On those days from, 15:00" };
    private static readonly Option<string?> To = new("--to") { Description = "To, 24:00" };
    private static readonly Option<string?> Zone = new("--time-zone") { Description = "Europe/Berlin; UTC without it" };
    private static readonly Option<string?> StartsAt = new("--starts-at") { Description = "Once, instead of days: 2026-12-20T00:00:00Z" };
    private static readonly Option<string?> EndsAt = new("--ends-at") { Description = "Until then" };

    public static Command Create() => new("freezes", "Times in which no rollout begins")
    {
        new Command("list", "All of them").Runs(async (client, _, cancellationToken) =>
        {
            foreach (var window in Windows(await client.GetAsync(Policy, cancellationToken)))
            {
                Console.WriteLine(Line(window!.AsObject()));
            }
        }),
        new Command("add", "One more; what waits already is held by it too") { Name, Days, From, To, Zone, StartsAt, EndsAt }.Runs((client, parsed, cancellationToken) =>
            ChangeAsync(client, windows => windows.Add(Draft(parsed)), cancellationToken)),
        new Command("remove", "Take one away, by name; what only it held begins") { Name }.Runs((client, parsed, cancellationToken) =>
            ChangeAsync(
                client,
                windows =>
                {
                    var name = parsed.GetRequiredValue(Name);
                    if (windows.RemoveAll(window => (string?)window?["name"] == name) == 0)
                    {
                        throw new CommandFailure($"No freeze is called {name}. `portal freezes list` shows them.");
                    }
                },
                cancellationToken)),
    };

    /// <exception cref="CommandFailure">Somebody else changed the policy meanwhile, or a rule refuses it.</exception>
    private static async Task ChangeAsync(PortalClient client, Action<JsonArray> change, CancellationToken cancellationToken)
    {
        var read = await client.GetAsync(Policy, cancellationToken);
        var windows = Windows(read);
        change(windows);
        var policy = read["policy"]!.DeepClone().AsObject();
        policy["freezeWindows"] = windows.DeepClone();
        var written = await client.SendAsync(HttpMethod.Put, Policy, policy, cancellationToken, $"{read["version"]}");
        Console.WriteLine($"policy version {written["version"]}, {Windows(written).Count} freezes");
    }

    private static JsonArray Windows(JsonObject read) => read["policy"]?["freezeWindows"] as JsonArray ?? [];

    private static JsonObject Draft(ParseResult parsed)
    {
        var window = new JsonObject { ["name"] = parsed.GetRequiredValue(Name) };
        if (parsed.GetValue(Days) is { Length: > 0 } days)
        {
            window["days"] = new JsonArray([.. days.SelectMany(day => day.Split(',')).Select(day => JsonValue.Create(day))]);
        }

        foreach (var (name, option) in new[] { ("from", From), ("to", To), ("timeZone", Zone), ("startsAt", StartsAt), ("endsAt", EndsAt) })
        {
            if (parsed.GetValue(option) is { } value)
            {
                window[name] = value;
            }
        }

        return window;
    }

    private static string Line(JsonObject window) => window["days"] is JsonArray { Count: > 0 } days
        ? $"{window["name"]}: {string.Join(", ", days.Select(day => (string?)day))} {window["from"]} to {window["to"]} {window["timeZone"] ?? "UTC"}"
        : $"{window["name"]}: {window["startsAt"]} to {window["endsAt"]}";
}
