using System.Text;

namespace Portal.Domain.Audit;

/// <summary>The changes of a record as they are kept: a text that never changes, and beside it what of it can be erased.</summary>
public static class AuditChanges
{
    /// <summary>Values longer than this are cut: the log says what happened, not everything that was written.</summary>
    public const int Longest = 500;

    /// <param name="changes">In any order.</param>
    /// <param name="salt">A new one with every call.</param>
    /// <returns>The canonical text, in which a commitment stands for a personal value; and those values by their place, e.g. <c>email.after</c>.</returns>
    public static (string Text, IReadOnlyDictionary<string, SealedText> Personal) Write(IEnumerable<AuditChange> changes, Func<byte[]> salt)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(salt);
        var personal = new SortedDictionary<string, SealedText>(StringComparer.Ordinal);
        var to = new StringBuilder("[");
        foreach (var change in changes.OrderBy(change => change.Field, StringComparer.Ordinal))
        {
            Value((to.Length > 1 ? to.Append(',') : to).Append("{\"after\":"), change, change.After, "after");
            Value(to.Append(",\"before\":"), change, change.Before, "before");
            CanonicalJson.Append(to.Append(",\"field\":"), change.Field).Append('}');
        }

        return (to.Append(']').ToString(), personal);

        void Value(StringBuilder into, AuditChange change, string? value, string side)
        {
            value = value is { Length: > Longest } ? value[..(char.IsHighSurrogate(value[Longest - 1]) ? Longest - 1 : Longest)] + "…" : value;
            if (value is null || !change.IsPersonal)
            {
                CanonicalJson.Append(into, value);
                return;
            }

            var hidden = new SealedText(value, salt());
            personal[$"{change.Field}.{side}"] = hidden;
            into.Append("{\"commitment\":\"").Append(hidden.Commitment).Append("\"}");
        }
    }
}
