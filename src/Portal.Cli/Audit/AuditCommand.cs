using System.CommandLine;
using Portal.Cli.Rest;

namespace Portal.Cli.Audit;

/// <summary><c>portal audit verify|verify-proof|export</c></summary>
internal static class AuditCommand
{
    private static readonly Argument<FileInfo> Export = new("export") { Description = "File that portal audit export or the page wrote (JSON Lines)" };
    private static readonly Option<FileInfo> Keys = new("--public-key") { Description = "File with the public keys, one a line, as GET /api/v1/audit-signing-keys gave them when you first trusted them", Required = true };
    private static readonly Argument<FileInfo> OneProof = new("proof") { Description = "File from the record's page, or GET /api/v1/audit-records/{id}/proof" };
    private static readonly Option<FileInfo?> Outside = new("--outside") { Description = "The tenant's file from the checkpoint folder: finds also what was cut off or rewritten together with its checkpoints" };
    private static readonly Argument<FileInfo> Target = new("file") { Description = "Where to write it" };
    private static readonly Option<string> Format = new("--format") { Description = "jsonl can be verified, csv is for spreadsheets", DefaultValueFactory = _ => "jsonl" };

    public static Command Create() => new("audit", "Prove what happened")
    {
        Verify(),
        Proof(),
        new Command("export", "Fetch the whole audit log") { Target, Format }.Runs(async (client, parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(Target);
            await client.DownloadAsync($"audit-records/export?format={Uri.EscapeDataString(parsed.GetValue(Format)!)}", target, cancellationToken);
            target.Refresh();
            Console.WriteLine($"{target.FullName}: {target.Length} bytes");
        }),
    };

    private static Command Proof()
    {
        var command = new Command("verify-proof", "Check that one record is in the signed log; needs neither the log nor a network. Exit code 0: proved. 1: not. 2: could not be checked.") { OneProof, Keys };
        command.SetAction(parsed => VerifyProof.RunAsync(parsed.GetRequiredValue(OneProof), parsed.GetRequiredValue(Keys), Console.Out, Console.Error));
        return command;
    }

    private static Command Verify()
    {
        var command = new Command("verify", "Check an exported audit log; needs no network. Exit code 0: whole. 1: not whole, with the first bad record. 2: could not be checked.") { Export, Keys, Outside };
        command.SetAction(parsed => VerifyExport.RunAsync(parsed.GetRequiredValue(Export), parsed.GetRequiredValue(Keys), parsed.GetValue(Outside), Console.Out, Console.Error));
        return command;
    }
}
