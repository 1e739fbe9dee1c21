using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Infrastructure.Tests.Tenancy.Export;

/// <summary>Takes an archive apart, changes it, and packs it again as a careful attacker would.</summary>
internal sealed class ArchiveForge(byte[] archive)
{
    private readonly List<KeyValuePair<string, byte[]>> _extra = [];

    public Dictionary<string, byte[]> Parts { get; } = ArchiveWorld.Unpack(archive);

    public ArchiveForge Manifest(Action<JsonObject> change)
    {
        var manifest = JsonNode.Parse(Parts["manifest.json"])!.AsObject();
        change(manifest);
        Parts["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        return this;
    }

    /// <summary>Changes the lines of a table; the manifest then says of them what is true.</summary>
    public ArchiveForge Table(string table, Func<List<string>, IEnumerable<string>> change, Action<JsonArray>? columns = null)
    {
        var path = $"tables/{table}.jsonl";
        var lines = change([.. Encoding.UTF8.GetString(Parts[path]).Split('\n', StringSplitOptions.RemoveEmptyEntries)]).ToList();
        Parts[path] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        return Manifest(manifest =>
        {
            var file = Entry(manifest, table);
            file["rows"] = lines.Count;
            file["bytes"] = Parts[path].Length;
            file["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Parts[path]));
            columns?.Invoke(file["columns"]!.AsArray());
        });
    }

    public static JsonObject Entry(JsonObject manifest, string table) => manifest["tables"]!.AsArray().Select(node => node!.AsObject()).First(file => (string?)file["table"] == table);

    public ArchiveForge Add(string path, byte[] content)
    {
        _extra.Add(new(path, content));
        return this;
    }

    /// <summary>Leaves a column out of every row, as a schema before it would.</summary>
    public ArchiveForge WithoutColumn(string table, string column) => Table(
        table,
        lines => lines.Select(line =>
        {
            // Text, not JsonNode: other members stay as they were written.
            using var row = JsonDocument.Parse(line);
            return "{" + string.Join(",", row.RootElement.EnumerateObject().Where(member => member.Name != column).Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}")) + "}";
        }),
        columns => columns.Remove(columns.First(name => (string?)name == column)));

    public byte[] Pack()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in Parts.Concat(_extra))
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }
}
