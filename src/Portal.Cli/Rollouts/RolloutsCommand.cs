using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Rollouts;

/// <summary><c>portal rollouts list|get|watch|gate|decide|approve|promote|pause|resume|abort|retry|lint</c></summary>
internal static class RolloutsCommand
{
    private static readonly Argument<string> Rollout = new("rollout") { Description = "rol_…, from the list" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, for the timeline and the audit log" };

    private static readonly Option<string?> State = new("--state") { Description = "active or finished; all without it" };
    private static readonly Option<string?> Plugin = new("--plugin") { Description = "Only this plugin's, by key" };

    public static Command Create() => new("rollouts", "Versions on their way to people")
    {
        new Command("list", "Rollouts, newest first") { State, Plugin }.Runs(async (client, parsed, cancellationToken) =>
            Listing.Print(await client.GetAsync("rollouts" + Query(parsed), cancellationToken), "plugin", "fromVersion", "toVersion", "phase", "weight", "verdict", "id")),
        new Command("get", "What a rollout is doing, with both versions' numbers") { Rollout }.Runs(async (client, parsed, cancellationToken) =>
            RolloutReport.Print(await client.GetAsync($"rollouts/{parsed.GetRequiredValue(Rollout)}", cancellationToken))),
        new Command("watch", "Follow a rollout until it ends; exit code 1 unless it completed") { Rollout }.Runs((client, parsed, cancellationToken) =>
            RolloutWatch.RunAsync(client, parsed.GetRequiredValue(Rollout), cancellationToken)),
        GateCommands.Gate(),
        GateCommands.Decide(),
        Order("approve", "approvals", "Approve the step that waits"),
        Order("promote", "promotions", "Skip the remaining steps"),
        Order("pause", "pauses", "Keep it where it is; the comparison goes on and still rolls back"),
        Order("resume", "resumptions", "Go on after a pause"),
        Order("abort", "aborts", "Send all traffic back to the stable version"),
        new Command("retry", "Start a new rollout of the version that did not get through") { Rollout }.Runs(async (client, parsed, cancellationToken) =>
        {
            var accepted = await client.SendAsync(HttpMethod.Post, $"rollouts/{parsed.GetRequiredValue(Rollout)}/retries", new JsonObject(), cancellationToken);
            Console.WriteLine($"rollout {accepted["rollout"]}");
        }),
        LintCommand.Create(),
    };

    private static string Query(ParseResult parsed)
    {
        var terms = new[] { (Name: "state", Value: parsed.GetValue(State)), (Name: "plugin", Value: parsed.GetValue(Plugin)) }
            .Where(term => term.Value is not null).Select(term => $"{term.Name}={Uri.EscapeDataString(term.Value!)}");
        return string.Join('&', terms) is { Length: > 0 } query ? "?" + query : "";
    }

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
