using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>The copy of a tenant's checkpoints that is kept outside the database, with the hash of every leaf that they cover.</summary>
public sealed class WitnessedLog
{
    private const int HashesABlock = 4096;

    // Blocks rather than a hash an object: they are as many as there are records.
    private readonly List<byte[]> _blocks = [];
    private readonly List<string> _notes = [];

    /// <summary>Leaves whose hashes are kept.</summary>
    public long Size { get; private set; }

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Empty where none is kept.</summary>
    public ReadOnlySpan<byte> this[long index] => index >= 0 && index < Size ? Place(index) : [];

    /// <summary>A line of hashes.</summary>
    /// <param name="from">Which leaf the first is of.</param>
    /// <param name="hashes">32 bytes each.</param>
    public static string Write(long from, ReadOnlySpan<byte> hashes) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{\"from\":{from},\"hashes\":\"{Convert.ToBase64String(hashes)}\"}}\n");

    /// <summary>A line of a checkpoint.</summary>
    public static string Write(string note)
    {
        var to = new System.Text.StringBuilder("{\"checkpoint\":");
        return CanonicalJson.Append(to, note).Append("}\n").ToString();
    }

    /// <summary>Takes a line. One that was cut off by a crash is followed by its repetition, so it is passed over.</summary>
    public void Add(ReadOnlyMemory<byte> line)
    {
        if (line.Length == 0)
        {
            return;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("checkpoint", out var note))
            {
                // A line without one says nothing: of what is sent to a tenant, not everything is a signature.
                if (note.GetString() is { Length: > 0 } text)
                {
                    _notes.Add(text);
                }

                return;
            }

            var from = json.RootElement.GetProperty("from").GetInt64();
            var hashes = json.RootElement.GetProperty("hashes").GetBytesFromBase64();
            for (var at = 0; at + MerkleHash.Size <= hashes.Length; at += MerkleHash.Size, from++)
            {
                if (from == Size)
                {
                    Append(hashes.AsSpan(at, MerkleHash.Size));
                }
            }
        }
        catch (Exception cut) when (cut is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // The half of a line.
        }
    }

    private void Append(ReadOnlySpan<byte> hash)
    {
        if (Size % HashesABlock == 0)
        {
            _blocks.Add(new byte[HashesABlock * MerkleHash.Size]);
        }

        hash.CopyTo(Place(Size));
        Size++;
    }

    private Span<byte> Place(long index) => _blocks[(int)(index / HashesABlock)].AsSpan((int)(index % HashesABlock) * MerkleHash.Size, MerkleHash.Size);
}
