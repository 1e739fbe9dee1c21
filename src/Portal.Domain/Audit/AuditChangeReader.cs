using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>Finds commitments in the changes of a leaf, as <see cref="AuditChanges"/> writes them.</summary>
internal static class AuditChangeReader
{
    /// <param name="changes">The array.</param>
    /// <param name="place">E.g. <c>email.after</c>.</param>
    /// <returns>Empty where there is none, or where the changes are unusual.</returns>
    public static ReadOnlySpan<byte> Commitment(ReadOnlySpan<byte> changes, ReadOnlySpan<byte> place)
    {
        var dot = place.LastIndexOf((byte)'.');
        if (dot < 0)
        {
            return [];
        }

        var isAfter = place[(dot + 1)..].SequenceEqual("after"u8);
        if (!isAfter && !place[(dot + 1)..].SequenceEqual("before"u8))
        {
            return [];
        }

        var json = new Utf8JsonReader(changes);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            if (!Side(ref json, "after"u8, out var after) || !Side(ref json, "before"u8, out var before)
                || !Name(ref json, "field"u8) || !json.Read() || json.TokenType != JsonTokenType.String || json.ValueIsEscaped)
            {
                return [];
            }

            var side = isAfter ? after : before;
            if (json.ValueSpan.SequenceEqual(place[..dot]) && side.Length > 0)
            {
                return side;
            }

            if (!json.Read() || json.TokenType != JsonTokenType.EndObject)
            {
                return [];
            }
        }

        return [];
    }

    // A commitment; or a value that anybody may see, or null: then empty.
    private static bool Side(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> commitment)
    {
        commitment = [];
        if (!Name(ref json, name) || !json.Read())
        {
            return false;
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            return json.TokenType is JsonTokenType.String or JsonTokenType.Null;
        }

        if (!Name(ref json, "commitment"u8) || !json.Read() || json.TokenType != JsonTokenType.String || json.ValueIsEscaped)
        {
            return false;
        }

        commitment = json.ValueSpan;
        return json.Read() && json.TokenType == JsonTokenType.EndObject;
    }

    private static bool Name(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName && !json.ValueIsEscaped && json.ValueSpan.SequenceEqual(name);
}
