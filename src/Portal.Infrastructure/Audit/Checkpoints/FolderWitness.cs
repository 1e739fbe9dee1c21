using System.Text;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>One file a tenant, only ever appended to: the folder may be on storage that allows nothing else.</summary>
public sealed class FolderWitness(string folder) : ICheckpointWitness
{
    private const int Tail = 16 * 1024;

    public string FileOf(TenantId tenant) => Path.Combine(folder, tenant + ".jsonl");

    public async Task<AuditCheckpoint?> LastAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (!File.Exists(FileOf(tenant)))
        {
            return null;
        }

        await using var file = new FileStream(FileOf(tenant), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        // It is the last line, unless a crash cut one off: of a long log not all needs to be read.
        file.Seek(-Math.Min(file.Length, Tail), SeekOrigin.End);
        if (await LastAsync(file, cancellationToken) is { } last)
        {
            return last;
        }

        file.Seek(0, SeekOrigin.Begin);
        return await LastAsync(file, cancellationToken);
    }

    public async Task AppendAsync(AuditCheckpoint checkpoint, string note, IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        Directory.CreateDirectory(folder);
        await using var file = new FileStream(FileOf(checkpoint.Tenant), FileMode.Append, FileAccess.Write, FileShare.Read);
        // Ends what a crash may have cut off; an empty line says nothing.
        var text = string.Concat(file.Length > 0 ? "\n" : "", string.Concat(hashes), WitnessedLog.Write(note));
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static async Task<AuditCheckpoint?> LastAsync(Stream file, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(file, leaveOpen: true);
        AuditCheckpoint? last = null;
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            // Only these: the lines of hashes are long.
            if (line.StartsWith("{\"checkpoint\":", StringComparison.Ordinal))
            {
                var one = new WitnessedLog();
                one.Add(Encoding.UTF8.GetBytes(line));
                last = AuditCheckpoint.Parse(SignedNote.Parse(one.Notes is [var note, ..] ? note : null)?.Text) ?? last;
            }
        }

        return last;
    }
}
