using System.Diagnostics;
using Portal.Local.Postgres;

namespace Portal.Local.Startup;

/// <summary><c>with-postgres COMMAND…</c>: runs a command beside a throw-away server, for tests that share one.</summary>
internal static class WithPostgres
{
    public static async Task<int> RunAsync(IReadOnlyList<string> command, CancellationToken stop)
    {
        if (command.Count == 0)
        {
            throw new LocalUsage("with-postgres needs a command");
        }

        await using var server = await PrivatePostgres.StartAsync(stop);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        start.Environment["PORTAL_TEST_POSTGRES"] = server.Access.Superuser;
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(stop);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return 130;
        }
    }
}
