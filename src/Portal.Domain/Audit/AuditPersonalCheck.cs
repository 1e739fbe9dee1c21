using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>Opens the commitments of a leaf with the values and salts beside it.</summary>
internal static class AuditPersonalCheck
{
    /// <returns>The place of the first value that its commitment does not fit; null when all do.</returns>
    public static string? Fault(JsonElement leaf, JsonElement personal)
    {
        foreach (var value in personal.EnumerateObject())
        {
            var salt = Convert.FromHexString(value.Value.GetProperty("salt").GetString()!);
            if (Commitment(leaf, value.Name) != new SealedText(value.Value.GetProperty("value").GetString()!, salt).Commitment)
            {
                return value.Name;
            }
        }

        return null;
    }

    private static string? Commitment(JsonElement leaf, string place) => place switch
    {
        "actor.name" => leaf.GetProperty("actor").GetProperty("name").GetString(),
        "address" => leaf.GetProperty("address").GetString(),
        "subject.name" => leaf.GetProperty("subject").GetProperty("name").GetString(),
        _ => Change(leaf, place),
    };

    // changes.<field>.<before or after>
    private static string? Change(JsonElement leaf, string place)
    {
        var (start, end) = (place.IndexOf('.', StringComparison.Ordinal) + 1, place.LastIndexOf('.'));
        foreach (var change in leaf.GetProperty("changes").EnumerateArray())
        {
            if (start <= end && change.GetProperty("field").ValueEquals(place.AsSpan(start, end - start))
                && change.TryGetProperty(place.AsSpan(end + 1), out var value) && value.ValueKind == JsonValueKind.Object)
            {
                return value.GetProperty("commitment").GetString();
            }
        }

        return null;
    }
}
