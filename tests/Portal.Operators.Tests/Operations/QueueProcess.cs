using System.Diagnostics;

namespace Portal.Operators.Tests.Operations;

/// <summary>An operator's queue as a process of its own (tests/QueueOperator), to be killed.</summary>
internal sealed class QueueProcess : IDisposable
{
    private readonly Process _process;

    private QueueProcess(Process process) => _process = process;

    public static QueueProcess Start(TestDatabase database)
    {
        var program = Path.Combine(RepositoryFolder.Find(), "artifacts/bin/QueueOperator/release/QueueOperator.dll");
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { program }, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Database__App"] = database.App;
        start.Environment["Database__Platform"] = database.Platform;
        start.Environment["Queue__Lease"] = "00:00:02";
        start.Environment["Queue__LookEvery"] = "00:00:00.5";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process);
    }

    /// <summary>SIGKILL: nothing is put away.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
