using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Rollouts;

/// <summary><c>portal rollouts list|watch|approve|promote|abort</c></summary>
internal static class RolloutsCommand
{
    private static readonly Argument<string> Rollout = new("rollout") { Description = "rol_…, from the list" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, for the timeline and the audit log" };

    public static Command Create() => new("rollouts", "Versions on their way to people")
    {
        new Command("list", "Rollouts, newest first").Runs(async (client, _, cancellationToken) =>
            Listing.Print(await client.GetAsync("rollouts", cancellationToken), "plugin", "fromVersion", "toVersion", "phase", "weight", "verdict", "id")),
        new Command("watch", "Follow a rollout until it ends; exit code 1 unless it completed") { Rollout }.Runs((client, parsed, cancellationToken) =>
            RolloutWatch.RunAsync(client, parsed.GetRequiredValue(Rollout), cancellationToken)),
        Order("approve", "approvals", "Approve the step that waits"),
        Order("promote", "promotions", "Skip the remaining steps"),
        Order("abort", "aborts", "Send all traffic back to the stable version"),
    };

    private static Command Order(string verb, string noun, string description) =>
        new Command(verb, description) { Rollout, Reason }.Runs(async (client, parsed, cancellationToken) =>
        {
            var body = new JsonObject();
            if (parsed.GetValue(Reason) is { } reason)
            {
                body["reason"] = reason;
            }

            var accepted = await client.SendAsync(HttpMethod.Post, $"rollouts/{parsed.GetRequiredValue(Rollout)}/{noun}", body, cancellationToken);
            Console.WriteLine($"operation {accepted["operation"]}");
        });
}
