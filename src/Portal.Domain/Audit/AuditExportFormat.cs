using System.Globalization;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>
/// An export of a log as JSON Lines: a header, the checkpoints, the records in order, a last line. A record's leaf stands in its line byte for byte as it was hashed.
/// </summary>
public static class AuditExportFormat
{
    /// <summary>Changes when an older verifier could misread what a newer product writes.</summary>
    public const string Name = "portal.audit/1";

    /// <param name="tenant">Whose.</param>
    /// <param name="firstSequence">The place of the tree's first leaf.</param>
    public static string Header(string tenant, long firstSequence) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"export\":\"{Name}\",\"firstSequence\":{firstSequence},\"tenant\":\"{tenant}\"}}\n");

    public static string Checkpoint(string note) => CanonicalJson.Append(new StringBuilder("{\"checkpoint\":"), note).Append("}\n").ToString();

    /// <param name="leaf">As <see cref="AuditLeaf"/> writes it.</param>
    /// <param name="hash">As it is stored.</param>
    /// <param name="personal">The values that are not erased, by their place.</param>
    public static string Record(string leaf, byte[] hash, IReadOnlyDictionary<string, SealedText> personal)
    {
        ArgumentNullException.ThrowIfNull(personal);
        var to = new StringBuilder("{\"hash\":\"", leaf?.Length + 512 ?? 512).Append(Convert.ToHexStringLower(hash)).Append("\",\"leaf\":").Append(leaf).Append(",\"personal\":{");
        var first = true;
        foreach (var (place, text) in personal)
        {
            CanonicalJson.Append(first ? to : to.Append(','), place).Append(":{\"salt\":\"").Append(Convert.ToHexStringLower(text.Seal)).Append("\",\"value\":");
            CanonicalJson.Append(to, text.Value).Append('}');
            first = false;
        }

        return to.Append("}}\n").ToString();
    }

    /// <summary>A record from before the tree.</summary>
    public static string Chained(IEnumerable<string> fields, byte[] previous, byte[] hash)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var to = new StringBuilder("{\"chain\":[");
        foreach (var field in fields)
        {
            CanonicalJson.Append(to[^1] == '[' ? to : to.Append(','), field);
        }

        return to.Append("],\"hash\":\"").Append(Convert.ToHexStringLower(hash)).Append("\",\"previous\":\"").Append(Convert.ToHexStringLower(previous)).Append("\"}\n").ToString();
    }

    public static string End(long records) => string.Create(CultureInfo.InvariantCulture, $"{{\"end\":{records}}}\n");
}
