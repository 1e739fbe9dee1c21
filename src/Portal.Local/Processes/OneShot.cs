namespace Portal.Local.Processes;

/// <summary>A command that runs to its end, such as initdb or a migration.</summary>
internal static class OneShot
{
    /// <summary>Fails with the last line the command wrote unless it ends with 0.</summary>
    public static async Task RunAsync(string name, ProcessCommand command, Action<string> line, CancellationToken cancellationToken)
    {
        var last = "";
        var exitCode = await ExitCodeAsync(
            command,
            text =>
            {
                last = text.Length > 0 ? text : last;
                line(text);
            },
            cancellationToken);
        if (exitCode != 0)
        {
            throw new LocalFailure($"{name} failed with exit code {exitCode}: {last.Trim()}");
        }
    }

    public static async Task<int> ExitCodeAsync(ProcessCommand command, Action<string> line, CancellationToken cancellationToken)
    {
        using var process = await ProcessLauncher.StartAsync(command with { OnParentDeath = Signal.Terminate });
        var pump = ProcessOutput.PumpAsync(process, line);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        await pump;
        return process.ExitCode;
    }
}
