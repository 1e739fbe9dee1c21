using System.Text;
using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>That one record is in a log that was signed, as <c>GET /api/v1/audit-records/{id}/proof</c> answers it: checked without the log and without us.</summary>
public static class AuditProof
{
    /// <param name="proof">The answer, as it came.</param>
    /// <param name="keys">The public keys that are trusted.</param>
    /// <param name="signatures">Checks them.</param>
    /// <returns>What is wrong with it, in a sentence; null when it proves what its leaf says.</returns>
    /// <exception cref="FormatException">It is no such answer.</exception>
    public static string? Refute(ReadOnlyMemory<byte> proof, IReadOnlyList<NoteKey> keys, ISignatureVerifier signatures)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(signatures);
        try
        {
            using var json = JsonDocument.Parse(proof);
            return Refute(json.RootElement, keys, signatures);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("It is no proof of a record: " + fault.Message, fault);
        }
    }

    private static string? Refute(JsonElement proof, IReadOnlyList<NoteKey> keys, ISignatureVerifier signatures)
    {
        var leaf = proof.GetProperty("leaf").GetString()!;
        if (proof.GetProperty("checkpoint").GetString() is not { } text)
        {
            return "No checkpoint had been signed over the record when this was made: fetch the proof again a minute later.";
        }

        var note = SignedNote.Parse(text);
        if (AuditCheckpoint.Parse(note?.Text) is not { } checkpoint)
        {
            return "Its checkpoint is none.";
        }

        if (note!.SignedBy(keys, signatures) is null)
        {
            return $"The checkpoint over {checkpoint.Size} leaves is signed by none of the keys given: it was forged, or a key is missing.";
        }

        using var record = JsonDocument.Parse(leaf);
        if (record.RootElement.GetProperty("tenant").GetString() != checkpoint.Tenant.ToString())
        {
            return "The record and the checkpoint are of different tenants.";
        }

        var path = proof.GetProperty("path").EnumerateArray().Select(hash => Convert.FromHexString(hash.GetString()!)).ToList();
        return MerkleProof.Includes(MerkleHash.Leaf(Encoding.UTF8.GetBytes(leaf)), proof.GetProperty("index").GetInt64(), checkpoint.Size, path, checkpoint.Root)
            ? null
            : $"The record does not lead to the root of the {checkpoint.Size} leaves that were signed: it, its place or the way was changed.";
    }
}
