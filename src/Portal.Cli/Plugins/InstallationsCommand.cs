using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Plugins;

/// <summary><c>portal installations list|install|upgrade|uninstall</c></summary>
internal static class InstallationsCommand
{
    private static readonly Argument<string> Plugin = new("plugin") { Description = "The plugin's key, e.g. ci-status" };
    private static readonly Argument<string> Installation = new("installation") { Description = "ins_…, from the list" };
    private static readonly Argument<string> Version = new("version") { Description = "E.g. 1.1.0" };
    private static readonly Option<string?> WantedVersion = new("--version") { Description = "The listing's current version when absent" };

    public static Command Create() => new("installations", "The plugins of your tenant")
    {
        new Command("list", "What is installed").Runs(async (client, _, cancellationToken) =>
            Listing.Print(await client.GetAsync("installations", cancellationToken), "plugin", "version", "state", "id")),
        new Command("install", "Install a plugin") { Plugin, WantedVersion }.Runs(async (client, parsed, cancellationToken) =>
        {
            var body = new JsonObject { ["plugin"] = parsed.GetRequiredValue(Plugin) };
            if (parsed.GetValue(WantedVersion) is { } version)
            {
                body["version"] = version;
            }

            Report(await client.SendAsync(HttpMethod.Post, "installations", body, cancellationToken));
        }),
        new Command("upgrade", "Roll out another version") { Installation, Version }.Runs(async (client, parsed, cancellationToken) =>
            Report(await client.SendAsync(
                HttpMethod.Post, $"installations/{parsed.GetRequiredValue(Installation)}/upgrades", new() { ["version"] = parsed.GetRequiredValue(Version) }, cancellationToken))),
        new Command("uninstall", "Take a plugin out") { Installation }.Runs(async (client, parsed, cancellationToken) =>
            Report(await client.SendAsync(HttpMethod.Delete, $"installations/{parsed.GetRequiredValue(Installation)}", null, cancellationToken))),
    };

    private static void Report(JsonObject accepted)
    {
        Console.WriteLine($"operation {accepted["operation"]}");
        if (accepted["rollout"] is { } rollout)
        {
            Console.WriteLine($"rollout   {rollout}  (portal rollouts watch {rollout})");
        }
    }
}
