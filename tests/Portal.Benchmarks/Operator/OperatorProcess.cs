using System.Diagnostics;
using System.Globalization;
using Portal.Local;
using Portal.Local.Http;

namespace Portal.Benchmarks.Operator;

/// <summary>The operator as it is shipped, in a process of its own, with nothing but a kubeconfig.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _health;

    private OperatorProcess(Process process, HttpClient health) => (_process, _health) = (process, health);

    public double MegabytesNow => ResidentMemory.Kilobytes(_process.Id) / 1024;

    /// <summary>How long it has kept processors busy so far.</summary>
    public TimeSpan Busy
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static OperatorProcess Start(string kubeconfig, string log)
    {
        var port = FreePort.Next();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(RepositoryFolder.Find(), "artifacts/bin/Portal.Operators/release/Portal.Operators.dll") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["Operator__HealthUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        // As many as can be at once: those that wait for their turn cost nothing.
        (start.Environment["Operator__RolloutsAtOnce"], start.Environment["Operator__RolloutsAtOncePerTenant"]) = ("5000", "5000");
        foreach (var name in (string[])["Database__App", "Database__Platform", "PORTAL_KUBECONFIG"])
        {
            start.Environment.Remove(name);
        }

        var process = Process.Start(start)!;
        foreach (var stream in (StreamReader[])[process.StandardOutput, process.StandardError])
        {
            _ = CopyAsync(stream, log);
        }

        return new OperatorProcess(process, LoopbackHttp.Create(new Uri(start.Environment["Operator__HealthUrl"]!)));
    }

    /// <summary>It leads and has seen every rollout.</summary>
    public async Task<bool> IsLeadingAsync(CancellationToken cancellationToken) =>
        // In this order: whoever stands by is ready, too.
        (await TryReadAsync("/metrics", cancellationToken))?.Contains("portal_operator_leader 1", StringComparison.Ordinal) == true && await IsReadyAsync(cancellationToken);

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) => await TryReadAsync("/health/ready", cancellationToken) is not null;

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _health.Dispose();
    }

    private static async Task CopyAsync(StreamReader from, string path)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (path)
            {
                File.AppendAllLines(path, [line]);
            }
        }
    }

    private async Task<string?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await _health.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
