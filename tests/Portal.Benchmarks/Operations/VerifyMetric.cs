using System.Diagnostics;

namespace Portal.Benchmarks.Operations;

/// <summary>
/// How long <c>portal audit verify</c> takes, as a process from its start to its end, with an export of a million records and the copy from outside. A quick
/// run has a tenth of them and takes ten times as long for its answer, the process's start included.
/// </summary>
internal sealed class VerifyMetric : IOperationsMetric
{
    private const int Records = 1_000_000;

    public IReadOnlyList<Goal> Goals { get; } = [new("audit_verify_s", "s", 10)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        var share = quick ? 10 : 1;
        using var log = LargeAuditExport.Write(Records / share);
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(RepositoryFolder.Find(), "artifacts/bin/Portal.Cli/release/portal.dll"), "audit", "verify", log.Export, "--public-key", log.Keys, "--outside", log.Outside]);
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0 ? [took * share] : throw new InvalidOperationException("the log that was made for this is not whole");
    }
}
