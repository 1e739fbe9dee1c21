using System.CommandLine;
using Portal.Cli.Rest;

namespace Portal.Cli.Operations;

/// <summary><c>portal operations</c></summary>
internal static class OperationsCommand
{
    public static Command Create() => new Command("operations", "Work in the queue, newest first").Runs(async (client, _, cancellationToken) =>
        Listing.Print(await client.GetAsync("operations", cancellationToken), "id", "kind", "state", "attempts", "createdAt"));
}
