using System.CommandLine;

namespace Portal.Cli.Rest;

/// <summary>A command that asks the API and prints what it says.</summary>
internal static class RestCommand
{
    /// <param name="command">What to run it for.</param>
    /// <param name="run">Asks and prints; a <see cref="CommandFailure"/> becomes one line and exit code 1.</param>
    public static Command Runs(this Command command, Func<PortalClient, ParseResult, CancellationToken, Task> run)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                using var client = PortalClient.FromEnvironment();
                await run(client, parsed, cancellationToken);
                return 0;
            }
            catch (CommandFailure failure)
            {
                await Console.Error.WriteLineAsync("portal: " + failure.Message);
                return 1;
            }
        });
        return command;
    }
}
