using System.Globalization;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>
/// The bytes of a record that the tree is made of: one object of canonical JSON. It holds the record's place, so that a record at another place is another
/// record; the place is only known inside the database, so the text around it is made first.
/// </summary>
public static class AuditLeaf
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <returns>What comes before the place, and what after.</returns>
    public static (string Before, string After) Around(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var before = new StringBuilder(640);
        Text(before, "{\"action\":", record.Action);
        Text(before, ",\"actor\":{\"id\":", record.ActorId);
        Text(before, ",\"kind\":", record.ActorKind);
        Text(before, ",\"member\":", record.ActorMember);
        Text(before, ",\"name\":", record.ActorName.Commitment);
        Text(before, ",\"onBehalfOf\":", record.OnBehalfOf);
        Text(before, "},\"address\":", record.Address?.Commitment);
        Text(before, ",\"at\":", record.OccurredAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        before.Append(",\"changes\":").Append(record.Changes);
        Text(before, ",\"correlation\":", record.CorrelationId);
        before.Append(",\"detail\":").Append(record.Detail);
        Text(before, ",\"id\":", record.Id.ToString());
        before.Append(",\"sequence\":");
        var after = new StringBuilder(256);
        Text(after, ",\"subject\":{\"id\":", record.SubjectId);
        Text(after, ",\"kind\":", record.SubjectKind);
        Text(after, ",\"name\":", record.SubjectName.Commitment);
        Text(after, "},\"tenant\":", record.Tenant.ToString());
        after.Append(",\"version\":2}");
        return (before.ToString(), after.ToString());
    }

    /// <param name="record">The record.</param>
    /// <param name="sequence">Its place, from one.</param>
    public static string Write(AuditRecord record, long sequence)
    {
        var (before, after) = Around(record);
        return string.Create(CultureInfo.InvariantCulture, $"{before}{sequence}{after}");
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
