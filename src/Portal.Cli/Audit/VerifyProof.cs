using System.Text.Json;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit.Signing;

namespace Portal.Cli.Audit;

/// <summary>Reads one record's proof and the keys, and prints what the record says once it is proved.</summary>
internal static class VerifyProof
{
    public static async Task<int> RunAsync(FileInfo file, FileInfo keyFile, TextWriter output, TextWriter errors)
    {
        try
        {
            var keys = await PublicKeys.ReadAsync(keyFile);
            var proof = await File.ReadAllBytesAsync(file.FullName);
            if (AuditProof.Refute(proof, keys, new Ed25519()) is { } fault)
            {
                await output.WriteLineAsync("NOT PROVED. " + fault);
                return 1;
            }

            using var json = JsonDocument.Parse(proof);
            await output.WriteLineAsync("PROVED. The signed log says, word for word:");
            await output.WriteLineAsync(json.RootElement.GetProperty("leaf").GetString());
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or PlatformNotSupportedException)
        {
            await errors.WriteLineAsync("portal: " + fault.Message);
            return 2;
        }
    }
}
