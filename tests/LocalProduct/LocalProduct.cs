using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Portal.Local;
using Portal.Local.Description;
using Portal.Local.Processes;
using Portal.Local.Startup;

namespace Portal.Testing;

/// <summary>The whole product as <c>run.sh</c> starts it, in a folder and on a port of its own.</summary>
public sealed class LocalProduct : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Task _pump;

    private LocalProduct(Process process, string folder, int port)
    {
        _process = process;
        Folder = folder;
        Port = port;
        _pump = Task.WhenAll(PumpAsync(process.StandardOutput), PumpAsync(process.StandardError));
    }

    public string Folder { get; }

    public int Port { get; }

    /// <summary>Everything it wrote to the terminal so far.</summary>
    public string Output => string.Join('\n', _output);

    internal InstanceDescription Description => DescriptionFile.Read(DescriptionPath);

    internal string DescriptionPath => Path.Combine(Folder, "local.json");

    internal ProcessIdentity Identity => ProcessIdentity.Of(_process.Id)!;

    /// <summary>A folder for <see cref="StartAsync"/> that the database's user can walk into.</summary>
    public static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("portal-e2e-").FullName;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    /// <summary>Returns when it is ready.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="settings">More of its environment, e.g. <c>Section__Name</c>.</param>
    public static async Task<LocalProduct> StartAsync(string folder, CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> settings)
    {
        var product = Launch(folder, FreePort.Next(), settings);
        var started = Stopwatch.GetTimestamp();
        while (!product.DescribesItself())
        {
            if (product._process.HasExited || Stopwatch.GetElapsedTime(started) > StartDeadline)
            {
                var output = product.Output;
                await product.DisposeAsync();
                throw new InvalidOperationException($"the product is not ready; its folder is {folder}, its output:\n{output}");
            }

            await Task.Delay(50, cancellationToken);
        }

        return product;
    }

    // A killed instance leaves its description behind, until the next start takes it away.
    private bool DescribesItself()
    {
        try
        {
            return Description.Pid == _process.Id;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>For starts that are expected to fail: the exit code and what was written.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(string folder, int port)
    {
        var product = Launch(folder, port, []);
        await product._process.WaitForExitAsync().WaitAsync(StartDeadline);
        await product._pump.WaitAsync(TimeSpan.FromSeconds(5));
        return (product._process.ExitCode, product.Output);
    }

    /// <summary>As Ctrl-C or a service manager would; how long it took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var began = Stopwatch.GetTimestamp();
        Posix.Send(_process.Id, Signal.Terminate);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return Stopwatch.GetElapsedTime(began);
    }

    public async Task KillAsync()
    {
        Posix.Send(_process.Id, Signal.Kill);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private static LocalProduct Launch(string folder, int port, IEnumerable<(string Name, string Value)> settings)
    {
        var number = port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(SystemTools.Dotnet, [Repository.Program("Portal.Local"), "--data", folder, "--port", number])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in (string[])["PORTAL_DATABASE", "PORTAL_KUBECONFIG", "KUBECONFIG"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new LocalProduct(Process.Start(start)!, folder, port);
    }

    private async Task PumpAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _output.Enqueue(line);
        }
    }
}
