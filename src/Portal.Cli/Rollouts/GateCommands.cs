using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Rollouts;

/// <summary><c>portal rollouts gate|decide</c>: what holds a rollout before it begins, and a decision about it.</summary>
internal static class GateCommands
{
    private static readonly Argument<string> Rollout = new("rollout") { Description = "rol_…, from the list" };
    private static readonly Option<bool> Approve = new("--approve") { Description = "Let it begin, as far as this stage goes" };
    private static readonly Option<bool> Reject = new("--reject") { Description = "End it" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for the timeline and the audit log", Required = true };
    private static readonly Option<string?> Stage = new("--stage") { Description = "Refused unless this stage is asked now" };

    public static Command Gate() => new Command("gate", "What a rollout waits for before it begins, and who decided") { Rollout }.Runs(async (client, parsed, cancellationToken) =>
        Print(await client.GetAsync($"rollouts/{parsed.GetRequiredValue(Rollout)}/gate", cancellationToken)));

    public static Command Decide() => new Command("decide", "Approve or reject the stage that a held rollout is in") { Rollout, Approve, Reject, Reason, Stage }.Runs(
        async (client, parsed, cancellationToken) =>
        {
            if (parsed.GetValue(Approve) == parsed.GetValue(Reject))
            {
                throw new CommandFailure("Say either --approve or --reject.");
            }

            var body = new JsonObject { ["decision"] = parsed.GetValue(Approve) ? "approve" : "reject", ["reason"] = parsed.GetRequiredValue(Reason) };
            if (parsed.GetValue(Stage) is { } stage)
            {
                body["stage"] = stage;
            }

            Print(await client.SendAsync(HttpMethod.Post, $"rollouts/{parsed.GetRequiredValue(Rollout)}/decisions", body, cancellationToken));
        });

    private static void Print(JsonObject gate)
    {
        Console.WriteLine($"{gate["state"]}: {gate["message"]} (risk {gate["risk"]})");
        foreach (var stage in gate["stages"]!.AsArray())
        {
            Console.WriteLine($"  {stage!["state"],-8} {stage["name"]}");
            foreach (var decision in stage["decisions"]!.AsArray())
            {
                Console.WriteLine($"           {((string?)decision!["decision"] == "approve" ? "approved" : "rejected")} by {decision["by"]!["name"]}: {decision["reason"]}");
            }
        }
    }
}
