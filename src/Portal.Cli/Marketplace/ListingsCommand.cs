using System.CommandLine;
using Portal.Cli.Rest;

namespace Portal.Cli.Marketplace;

/// <summary><c>portal listings</c></summary>
internal static class ListingsCommand
{
    public static Command Create() => new Command("listings", "What the marketplace offers").Runs(async (client, _, cancellationToken) =>
        Listing.Print(await client.GetAsync("listings", cancellationToken), "plugin", "name", "version", "summary"));
}
