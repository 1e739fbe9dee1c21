using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Operations;

/// <summary><c>portal operations list|get|retry|cancel</c></summary>
internal static class OperationsCommand
{
    private static readonly Argument<string> Operation = new("operation") { Description = "opr_…, from the list or from the command that asked for it" };
    private static readonly Option<string?> State = new("--state") { Description = "queued, running, succeeded, failed or canceled; all without it. What failed waits for a person" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for the audit log", Required = true };

    public static Command Create() => new("operations", "Work in the queue")
    {
        new Command("list", "Operations, newest first") { State }.Runs(async (client, parsed, cancellationToken) =>
            Listing.Print(
                await client.GetAsync("operations" + (parsed.GetValue(State) is { } state ? $"?state={Uri.EscapeDataString(state)}" : ""), cancellationToken),
                "id", "kind", "state", "attempts", "createdAt", "error")),
        new Command("get", "One operation with its attempts and steps") { Operation }.Runs(async (client, parsed, cancellationToken) =>
            Print(await client.GetAsync($"operations/{parsed.GetRequiredValue(Operation)}", cancellationToken))),
        new Command("retry", "Try one that failed again, with all its attempts") { Operation }.Runs(async (client, parsed, cancellationToken) =>
            Say("is tried again", await client.SendAsync(HttpMethod.Post, $"operations/{parsed.GetRequiredValue(Operation)}/retries", null, cancellationToken))),
        new Command("cancel", "Call one off, ask a running one to stop, discard one that failed") { Operation, Reason }.Runs(async (client, parsed, cancellationToken) =>
            Say("is called off", await client.SendAsync(
                HttpMethod.Post, $"operations/{parsed.GetRequiredValue(Operation)}/cancellations", new() { ["reason"] = parsed.GetRequiredValue(Reason) }, cancellationToken))),
    };

    private static void Say(string what, JsonObject changed) => Console.WriteLine($"{changed["operation"]} ({changed["kind"]}) {what}.");

    private static void Print(JsonObject found)
    {
        Console.WriteLine($"{found["kind"]} of {found["subjectKind"]} {found["subjectId"]}: {found["state"]}, {found["progress"]} % {found["progressText"]}".TrimEnd());
        Console.WriteLine($"  asked for by {found["createdBy"]} at {found["createdAt"]}, correlation {found["correlationId"]}");
        if (found["error"] is { } error)
        {
            Console.WriteLine($"  {error}");
        }

        if (found["insteadOfRetry"] is { } instead)
        {
            Console.WriteLine($"  {instead}");
        }

        foreach (var attempt in found["attemptLog"]!.AsArray())
        {
            Console.WriteLine($"  {attempt!["endedAt"]} {(attempt["attempt"] is { } number ? $"attempt {number} " : "")}{attempt["outcome"]} {attempt["by"]} {attempt["error"]}".TrimEnd());
        }

        foreach (var step in found["steps"]!.AsArray())
        {
            Console.WriteLine($"  {step!["occurredAt"]} {step["name"]} {step["state"]}: {step["message"]}");
        }
    }
}
