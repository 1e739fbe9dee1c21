using System.Diagnostics;
using System.Text;

namespace Portal.Infrastructure.Tests.Audit;

/// <summary>The command line with a log of a hundred thousand records, which it reads on all processors and must still judge in order.</summary>
public sealed class LargeExportTests : IDisposable
{
    private const int Records = 100_000;
    private readonly LargeAuditExport _log = LargeAuditExport.Write(Records);

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Verify_OfALargeLog_FindsItWhole_AndThenExactlyTheRecordsThatWereEdited()
    {
        (await VerifyAsync()).ShouldBe((0, "WHOLE.\n100000 records, 200 valid checkpoints, the last over 100000 leaves.\n"));

        // Nothing after the first bad record may be told of, though it is read before.
        await EditAsync(71_234);
        await EditAsync(50_001);
        (await VerifyAsync()).ShouldBe((1,
            """
            record 50001: The record is not what was hashed when it was written. (record.changed)
            NOT WHOLE. The first bad record is 50001.
            50000 records, 200 valid checkpoints, the last over 50000 leaves.

            """));
    }

    // One letter of the subject's id.
    private async Task EditAsync(int record)
    {
        var bytes = await File.ReadAllBytesAsync(_log.Export, TestContext.Current.CancellationToken);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"plg_{record}\""));
        await using var file = new FileStream(_log.Export, FileMode.Open, FileAccess.Write);
        file.Position = at + 1;
        file.WriteByte((byte)'q');
    }

    private async Task<(int ExitCode, string Output)> VerifyAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(RepositoryFolder.Find(), "artifacts/bin/Portal.Cli/release/portal.dll"), "audit", "verify", _log.Export, "--public-key", _log.Keys, "--outside", _log.Outside])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
