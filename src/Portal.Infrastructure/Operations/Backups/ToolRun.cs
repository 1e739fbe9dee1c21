using System.ComponentModel;
using System.Diagnostics;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>One run of a program of PostgreSQL's, fed and read as it runs, so that its data never touches the disk.</summary>
internal sealed class ToolRun(string program)
{
    private const int MostErrorLines = 20;

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Beside what this process has, less its <c>PG…</c>: a shell's must not lead elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <exception cref="BackupRefusedException">It cannot be started, or says that it failed.</exception>
    public async Task RunAsync(DumpFeed? feed, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        using var process = Start();
        await using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var errors = ErrorsAsync(process.StandardError, cancellationToken);
        try
        {
            var reading = read(process.StandardOutput.BaseStream, cancellationToken);
            await FeedAsync(process, feed, cancellationToken);
            await reading;
            await process.WaitForExitAsync(cancellationToken);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var said = await errors;
        if (process.ExitCode != 0)
        {
            throw new BackupRefusedException("tools", $"{Path.GetFileName(program)} failed: {(said.Count > 0 ? string.Join(' ', said) : $"exit code {process.ExitCode}")}");
        }
    }

    /// <summary>Reads to the end, and keeps nothing.</summary>
    public static Task IgnoreAsync(Stream output, CancellationToken cancellationToken) => output.CopyToAsync(Stream.Null, cancellationToken);

    private Process Start()
    {
        var start = new ProcessStartInfo(program, Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment.Append(new("LC_ALL", "C.UTF-8")))
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new Win32Exception("no process was made");
        }
        catch (Win32Exception missing)
        {
            throw new BackupRefusedException(
                "tools", $"{program} cannot be started ({missing.Message}): install PostgreSQL's client programs (apt install postgresql-client), or set Backup__Programs to their folder.");
        }
    }

    private static async Task FeedAsync(Process process, DumpFeed? feed, CancellationToken cancellationToken)
    {
        var stopped = false;
        if (feed is not null)
        {
            await feed(async (piece, stop) =>
            {
                try
                {
                    if (!stopped)
                    {
                        await process.StandardInput.BaseStream.WriteAsync(piece, stop);
                    }
                }
                catch (IOException)
                {
                    // It has seen enough (a table of contents) or failed; its exit code tells. What is left is still read and checked.
                    stopped = true;
                }
            }, cancellationToken);
        }

        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            stopped = true;
        }
    }

    private static async Task<List<string>> ErrorsAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (lines.Count < MostErrorLines)
            {
                lines.Add(line.Trim());
            }
        }

        return lines;
    }
}
