using Portal.Domain.Audit;
using Portal.Infrastructure.Audit.Signing;

namespace Portal.Cli.Audit;

/// <summary>Reads an export, the keys and the copy from outside, and prints what the verifier says.</summary>
internal static class VerifyExport
{
    public static async Task<int> RunAsync(FileInfo export, FileInfo keyFile, FileInfo? outside, TextWriter output, TextWriter errors)
    {
        try
        {
            var keys = await PublicKeys.ReadAsync(keyFile);
            WitnessedLog? kept = null;
            if (outside is not null)
            {
                kept = new();
                FileLines.Read(outside, kept.Add);
            }

            var verifier = new AuditVerifier(keys, new Ed25519(), kept);
            await ExportLines.ReadAsync(export, verifier.Add);
            return Report(verifier.Complete(), output);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or PlatformNotSupportedException)
        {
            await errors.WriteLineAsync("portal: " + fault.Message);
            return 2;
        }
    }

    private static int Report(AuditVerification result, TextWriter output)
    {
        foreach (var finding in result.Findings)
        {
            output.WriteLine(finding.Sequence is { } sequence ? $"record {sequence}: {finding.Message} ({finding.Code})" : $"{finding.Message} ({finding.Code})");
        }

        if (result.FirstBad is { } bad)
        {
            output.WriteLine($"NOT WHOLE. The first bad record is {bad}.");
        }
        else
        {
            output.WriteLine(result.IsWhole ? "WHOLE." : "NOT WHOLE.");
        }

        output.WriteLine($"{result.Records} records, {result.Checkpoints} valid checkpoints, the last over {result.Signed} leaves.");
        return result.IsWhole ? 0 : 1;
    }
}
