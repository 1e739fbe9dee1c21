using System.Diagnostics;
using System.Globalization;
using System.Text;
using Portal.Local;
using Portal.Local.Http;

namespace Portal.Benchmarks.Operations;

/// <summary>Another web process with the settings of one that runs, on a port of its own.</summary>
internal sealed class WebReplica : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private WebReplica(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>The tenant's address there.</summary>
    public Uri Url { get; }

    /// <param name="running">The process that it is like.</param>
    /// <param name="tenant">A tenant's address at that process.</param>
    /// <param name="cancellationToken">Ends the waiting until it is ready.</param>
    public static async Task<WebReplica> StartAsync(int running, Uri tenant, CancellationToken cancellationToken)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var command = await ReadAsync(running, "cmdline", cancellationToken);
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = new FileInfo($"/proc/{running}/cwd").LinkTarget, RedirectStandardOutput = true };
        start.Environment.Clear();
        foreach (var pair in await ReadAsync(running, "environ", cancellationToken))
        {
            var parts = pair.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:" + port;
        start.Environment["Portal__PublicPort"] = port;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var replica = new WebReplica(process, new UriBuilder(tenant) { Port = int.Parse(port, CultureInfo.InvariantCulture) }.Uri);
        await replica.UntilReadyAsync(cancellationToken);
        return replica;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = LoopbackHttp.Create(Url);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Deadline; await Task.Delay(50, cancellationToken))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException("the second web process is not ready");
    }

    // What a process was started with, from proc(5).
    private static async Task<string[]> ReadAsync(int process, string what, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await File.ReadAllBytesAsync($"/proc/{process}/{what}", cancellationToken)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
