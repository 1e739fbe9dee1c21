using System.Text;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit.Signing;

namespace Portal.Testing;

/// <summary>A log as the product would have exported it, with the copy outside and the public key, made without a database: quickly, and as large as wanted.</summary>
public sealed class LargeAuditExport : IDisposable
{
    private const int RecordsACheckpoint = 1000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-audit-export-");

    private LargeAuditExport()
    {
    }

    public string Export => Path.Combine(_folder.FullName, "audit.jsonl");

    public string Outside => Path.Combine(_folder.FullName, "outside.jsonl");

    public string Keys => Path.Combine(_folder.FullName, "keys.txt");

    /// <param name="records">How many; a checkpoint stands after every thousand, and after the last.</param>
    public static LargeAuditExport Write(int records)
    {
        var made = new LargeAuditExport();
        var tenant = new TenantId(Guid.CreateVersion7());
        var signer = CheckpointSigner.FromPem("portal-audit", CheckpointSigner.NewPem());
        File.WriteAllText(made.Keys, signer.Key + "\n");
        var notes = Outsides(made.Outside, tenant, signer, records);
        using var export = new StreamWriter(made.Export, append: false, new UTF8Encoding(false), 1 << 20);
        export.Write(AuditExportFormat.Header(tenant.ToString(), 1));
        notes.ForEach(note => export.Write(AuditExportFormat.Checkpoint(note)));
        foreach (var (line, _) in Lines(tenant, records))
        {
            export.Write(line);
        }

        export.Write(AuditExportFormat.End(records));
        return made;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The checkpoints stand before the records, so these are made twice: the file is not held in memory.
    private static List<string> Outsides(string path, TenantId tenant, CheckpointSigner signer, int records)
    {
        var (tree, notes, fresh) = (new MerkleFrontier(), new List<string>(), new List<byte>());
        using var outside = new StreamWriter(path);
        foreach (var (_, hash) in Lines(tenant, records))
        {
            tree.Append(hash);
            fresh.AddRange(hash);
            if (tree.Size % RecordsACheckpoint == 0 || tree.Size == records)
            {
                var note = signer.Sign(new(tenant, tree.Size, tree.Root()));
                notes.Add(note);
                outside.Write("\n" + WitnessedLog.Write(tree.Size - (fresh.Count / MerkleHash.Size), fresh.ToArray()) + WitnessedLog.Write(note));
                fresh.Clear();
            }
        }

        return notes;
    }

    private static IEnumerable<(string Line, byte[] Hash)> Lines(TenantId tenant, int records)
    {
        for (var begun = 0; begun < records; begun += RecordsACheckpoint)
        {
            var block = new (string, byte[])[Math.Min(RecordsACheckpoint, records - begun)];
            var from = begun + 1;
            Parallel.For(0, block.Length, i => block[i] = SyntheticRecord.Line(tenant, from + i));
            foreach (var made in block)
            {
                yield return made;
            }
        }
    }
}
