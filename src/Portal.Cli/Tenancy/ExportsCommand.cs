using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Tenancy;

/// <summary><c>portal exports list|start|download</c></summary>
internal static class ExportsCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly Argument<string> Export = new("export") { Description = "exp_…, from the list" };
    private static readonly Argument<FileInfo> Target = new("file") { Description = "Where to write the archive; what broke off stands beside it as FILE.part, and the same command goes on with it" };
    private static readonly Option<FileInfo?> Into = new("--download") { Description = "Wait until it is ready, and fetch it into this file" };

    public static Command Create() => new("exports", "Archives of all that this tenant owns")
    {
        new Command("list", "Archives, newest first").Runs(async (client, _, cancellationToken) =>
            Listing.Print(await client.GetAsync("exports", cancellationToken), "id", "state", "rows", "bytes", "createdAt", "expiresAt")),
        new Command("start", "Order an archive") { Into }.Runs(async (client, parsed, cancellationToken) =>
        {
            var id = (string)(await client.SendAsync(HttpMethod.Post, "exports", null, cancellationToken))["id"]!;
            Console.WriteLine(id);
            if (parsed.GetValue(Into) is { } target)
            {
                await FetchAsync(client, await ReadyAsync(client, id, cancellationToken), target, cancellationToken);
            }
        }),
        new Command("download", "Fetch an archive that is ready") { Export, Target }.Runs(async (client, parsed, cancellationToken) =>
            await FetchAsync(client, await client.GetAsync($"exports/{parsed.GetRequiredValue(Export)}", cancellationToken), parsed.GetRequiredValue(Target), cancellationToken)),
    };

    private static async Task<JsonObject> ReadyAsync(PortalClient client, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var export = await client.GetAsync($"exports/{id}", cancellationToken);
            switch ((string)export["state"]!)
            {
                case "Ready":
                    return export;
                case "Failed" or "Expired":
                    throw new CommandFailure($"{id} came to nothing: {export["error"] ?? export["state"]}");
                default:
                    await Task.Delay(Between, TimeProvider.System, cancellationToken);
                    break;
            }
        }
    }

    private static async Task FetchAsync(PortalClient client, JsonObject export, FileInfo target, CancellationToken cancellationToken)
    {
        // Without a digest there is nothing yet: the answer says why.
        await client.ResumeAsync($"exports/{export["id"]}/content", target, (string?)export["digest"] ?? "", cancellationToken);
        target.Refresh();
        Console.WriteLine($"{target.FullName}: {target.Length} bytes, {export["digest"]}");
    }
}
