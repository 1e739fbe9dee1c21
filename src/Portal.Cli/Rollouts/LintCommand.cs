using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;

namespace Portal.Cli.Rollouts;

/// <summary><c>portal rollouts lint</c>: a strategy in a file, before anybody rolls out with it. Asks nobody.</summary>
internal static class LintCommand
{
    private static readonly Argument<FileInfo> Strategy = new("strategy") { Description = "JSON as the API takes it: {\"kind\":\"canary\",\"steps\":[…]}" };
    private static readonly Option<double> Requests = new("--requests-per-second") { Description = "Traffic of both versions together", DefaultValueFactory = _ => 100 };
    private static readonly Option<double> Errors = new("--error-percent") { Description = "How many of a hundred requests fail usually", DefaultValueFactory = _ => 0.5 };

    public static Command Create()
    {
        var command = new Command("lint", "Check a strategy and say how soon it would find a fault. Exit code 0: fine. 1: not. 2: could not be read.") { Strategy, Requests, Errors };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Strategy), parsed.GetValue(Requests), parsed.GetValue(Errors), Console.Out, Console.Error));
        return command;
    }

    internal static int Run(FileInfo file, double requestsPerSecond, double errorPercent, TextWriter output, TextWriter trouble)
    {
        if (!(requestsPerSecond > 0) || errorPercent is not (>= 0 and < 100))
        {
            trouble.WriteLine("portal: --requests-per-second is above 0, and --error-percent from 0 to below 100");
            return 2;
        }

        JsonNode? document;
        try
        {
            using var stream = file.OpenRead();
            document = JsonNode.Parse(stream) ?? throw new JsonException("null is not a strategy");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            trouble.WriteLine($"portal: {file.FullName}: {failure.Message}");
            return 2;
        }

        var reading = StrategyDocument.Read(document);
        foreach (var problem in reading.Problems)
        {
            output.WriteLine($"{(problem.Path.Length == 0 ? "/" : problem.Path)}: {problem.Message}");
        }

        if (reading.Strategy is not { } strategy)
        {
            return 1;
        }

        ForecastWords.Print(strategy, requestsPerSecond, errorPercent, output);
        return 0;
    }
}
