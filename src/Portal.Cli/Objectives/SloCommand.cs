using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Cli.Rest;
using Portal.Domain.Objectives;

namespace Portal.Cli.Objectives;

/// <summary><c>portal slo import|lint|status</c></summary>
internal static class SloCommand
{
    private static readonly Argument<FileInfo> Documents = new("file") { Description = "OpenSLO v1 of kind SLO, YAML or JSON; several documents in one file" };
    private static readonly Argument<string?> Objective = new("name") { Description = "One objective, with its burn rates; all without it", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var lint = new Command("lint", "Check documents without asking anybody. Exit code 0: fine. 1: not. 2: could not be read.") { Documents };
        lint.SetAction(parsed => Lint(parsed.GetRequiredValue(Documents), Console.Out, Console.Error));
        return new("slo", "How good plugins are to be, and how good they are")
        {
            lint,
            new Command("import", "Make or change the objectives that a file describes") { Documents }.Runs((client, parsed, cancellationToken) =>
                ImportAsync(client, parsed.GetRequiredValue(Documents), cancellationToken)),
            new Command("status", "How objectives stand. Exit code 1 when one is exhausted or pages") { Objective }.Runs((client, parsed, cancellationToken) =>
                SloStatus.PrintAsync(client, parsed.GetValue(Objective), cancellationToken)),
        };
    }

    internal static int Lint(FileInfo file, TextWriter output, TextWriter trouble)
    {
        try
        {
            var documents = SloFile.Read(file);
            if (documents.Count == 0)
            {
                trouble.WriteLine($"portal: {file.FullName}: there is no document in it");
                return 2;
            }

            if (SloFile.Check(documents, output) is not { } good)
            {
                return 1;
            }

            foreach (var (_, objective) in good)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{objective.Name}: {100 * objective.Target:0.####} % over {OpenSloDuration.Format(objective.Period)}, {1 / objective.Budget:#,0} requests for one that fails"));
            }

            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            trouble.WriteLine($"portal: {file.FullName}: {failure.Message}");
            return 2;
        }
    }

    private static async Task ImportAsync(PortalClient client, FileInfo file, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonNode> documents;
        try
        {
            documents = SloFile.Read(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new CommandFailure($"{file.FullName}: {failure.Message}");
        }

        // All or none: half a file is harder to repair than none.
        var good = SloFile.Check(documents, Console.Out) ?? throw new CommandFailure("Nothing was imported: mend what is named above first.");
        var there = await SloStatus.AllAsync(client, cancellationToken);
        foreach (var (document, objective) in good)
        {
            var known = there.FirstOrDefault(one => (string?)one["name"] == objective.Name);
            var accepted = known is null
                ? await client.SendAsync(HttpMethod.Post, "objectives", document, cancellationToken)
                : await client.SendAsync(HttpMethod.Put, $"objectives/{known["id"]}", document, cancellationToken, $"{known["version"]}");
            Console.WriteLine($"{objective.Name} {(known is null ? "made" : "changed")} {accepted["objective"]} operation {accepted["operation"]}");
        }
    }
}
