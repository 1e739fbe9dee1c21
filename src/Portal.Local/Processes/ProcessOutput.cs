using System.Diagnostics;

namespace Portal.Local.Processes;

/// <summary>Hands on what a process writes, line by line.</summary>
internal static class ProcessOutput
{
    public static Task PumpAsync(Process process, Action<string> line) =>
        Task.WhenAll(PumpAsync(process.StandardOutput, line), PumpAsync(process.StandardError, line));

    private static async Task PumpAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync() is { } text)
        {
            line(text);
        }
    }
}
