using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;

namespace Portal.Cli.Remediations;

/// <summary><c>portal remediations list|get|act|dismiss</c></summary>
internal static class RemediationsCommand
{
    private static readonly Argument<string> Remediation = new("remediation") { Description = "rem_…, from the list" };
    private static readonly Option<string?> State = new("--state") { Description = "current, ended, open, suggested, acted, resolved or dismissed; all without it" };
    private static readonly Option<string?> Rollout = new("--rollout") { Description = "Only this rollout's, rol_…" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why nothing is to be done, for the audit log", Required = true };

    public static Command Create() => new("remediations", "What was found wrong with rollouts, and what helps")
    {
        new Command("list", "Findings, newest first") { State, Rollout }.Runs(async (client, parsed, cancellationToken) =>
            Listing.Print(await client.GetAsync("remediations" + Query(parsed), cancellationToken), "kind", "object", "state", "severity", "remedyWords", "id")),
        new Command("get", "One finding, with what was done about it") { Remediation }.Runs(async (client, parsed, cancellationToken) =>
            Print(await client.GetAsync($"remediations/{parsed.GetRequiredValue(Remediation)}", cancellationToken))),
        new Command("act", "Do what is suggested") { Remediation }.Runs(async (client, parsed, cancellationToken) =>
        {
            var accepted = await client.SendAsync(HttpMethod.Post, $"remediations/{parsed.GetRequiredValue(Remediation)}/attempts", new JsonObject(), cancellationToken);
            Console.WriteLine($"operation {accepted["operation"]}");
        }),
        new Command("dismiss", "Say that nothing is to be done") { Remediation, Reason }.Runs(async (client, parsed, cancellationToken) =>
            Print(await client.SendAsync(
                HttpMethod.Post, $"remediations/{parsed.GetRequiredValue(Remediation)}/dismissals", new() { ["reason"] = parsed.GetRequiredValue(Reason) }, cancellationToken))),
    };

    private static string Query(ParseResult parsed)
    {
        var terms = new[] { (Name: "state", Value: parsed.GetValue(State)), (Name: "rollout", Value: parsed.GetValue(Rollout)) }
            .Where(term => term.Value is not null).Select(term => $"{term.Name}={Uri.EscapeDataString(term.Value!)}");
        return string.Join('&', terms) is { Length: > 0 } query ? "?" + query : "";
    }

    private static void Print(JsonObject found)
    {
        Console.WriteLine($"{found["kind"]} of {found["object"]}, {found["state"]}");
        Console.WriteLine($"  {found["found"]}");
        Console.WriteLine($"  What helps: {found["remedyWords"]}");
        foreach (var note in new[] { found["heldBack"], found["dismissedReason"] }.OfType<JsonNode>())
        {
            Console.WriteLine($"  {note}");
        }

        foreach (var attempt in found["attempts"]!.AsArray())
        {
            Console.WriteLine($"  {attempt!["at"]} {attempt["by"]}: {attempt["remedy"]} {attempt["outcome"] ?? "(under way)"}");
        }
    }
}
