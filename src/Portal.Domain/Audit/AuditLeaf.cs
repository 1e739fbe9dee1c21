using System.Globalization;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>
/// The bytes of a record that the tree is made of: one object of canonical JSON. It holds the record's place, so that a record at another place is another
/// record.
/// </summary>
public static class AuditLeaf
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <param name="record">The record.</param>
    /// <param name="sequence">Its place, from one.</param>
    public static string Write(AuditRecord record, long sequence)
    {
        ArgumentNullException.ThrowIfNull(record);
        var leaf = new StringBuilder(896);
        Text(leaf, "{\"action\":", record.Action);
        Text(leaf, ",\"actor\":{\"id\":", record.ActorId);
        Text(leaf, ",\"kind\":", record.ActorKind);
        Text(leaf, ",\"member\":", record.ActorMember);
        Text(leaf, ",\"name\":", record.ActorName.Commitment);
        Text(leaf, ",\"onBehalfOf\":", record.OnBehalfOf);
        Text(leaf, "},\"address\":", record.Address?.Commitment);
        Text(leaf, ",\"at\":", record.OccurredAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        leaf.Append(",\"changes\":").Append(record.Changes);
        Text(leaf, ",\"correlation\":", record.CorrelationId);
        leaf.Append(",\"detail\":").Append(record.Detail);
        Text(leaf, ",\"id\":", record.Id.ToString());
        leaf.Append(CultureInfo.InvariantCulture, $",\"sequence\":{sequence}");
        Text(leaf, ",\"subject\":{\"id\":", record.SubjectId);
        Text(leaf, ",\"kind\":", record.SubjectKind);
        Text(leaf, ",\"name\":", record.SubjectName.Commitment);
        Text(leaf, "},\"tenant\":", record.Tenant.ToString());
        return leaf.Append(",\"version\":2}").ToString();
    }

    /// <summary>The place at which this leaf would have the hash: where it stood before somebody numbered it anew.</summary>
    /// <returns>Null when there is none nearby.</returns>
    internal static long? OriginalPlace(string leaf, long place, byte[] hash)
    {
        const int nearby = 2000;
        var at = leaf.LastIndexOf(string.Create(CultureInfo.InvariantCulture, $",\"sequence\":{place},\"subject\":"), StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var (before, after) = (leaf[..at], leaf[leaf.IndexOf(",\"subject\":", at, StringComparison.Ordinal)..]);
        for (var tried = Math.Max(1, place - nearby); tried <= place + nearby; tried++)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{before},\"sequence\":{tried}{after}"));
            if (MerkleHash.Leaf(bytes).AsSpan().SequenceEqual(hash))
            {
                return tried;
            }
        }

        return null;
    }

    private static void Text(StringBuilder to, string name, string? value) => CanonicalJson.Append(to.Append(name), value);
}
