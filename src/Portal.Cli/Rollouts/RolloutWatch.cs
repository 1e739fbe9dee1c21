using System.Globalization;
using Portal.Cli.Rest;

namespace Portal.Cli.Rollouts;

/// <summary>Prints the timeline of a rollout as it grows.</summary>
internal static class RolloutWatch
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <exception cref="CommandFailure">It ended otherwise than completed.</exception>
    public static async Task RunAsync(PortalClient client, string rollout, CancellationToken cancellationToken)
    {
        var printed = 0;
        while (true)
        {
            var now = await client.GetAsync($"rollouts/{rollout}", cancellationToken);
            foreach (var line in (await client.GetAsync($"rollouts/{rollout}/events", cancellationToken))["items"]!.AsArray())
            {
                if ((int)line!["sequence"]! > printed)
                {
                    printed = (int)line["sequence"]!;
                    var at = DateTimeOffset.Parse((string)line["occurredAt"]!, CultureInfo.InvariantCulture);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss} {line["weight"],3} %  {line["message"]}"));
                }
            }

            if (now["finishedAt"] is not null)
            {
                Console.WriteLine($"{now["phase"]}: {now["message"]}");
                if ((string?)now["phase"] != "Completed")
                {
                    throw new CommandFailure($"{rollout} did not complete.");
                }

                return;
            }

            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }
}
