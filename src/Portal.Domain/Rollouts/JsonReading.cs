using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>Reads loosely typed documents without throwing: whatever has the wrong type reads as missing.</summary>
internal static class JsonReading
{
    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? AsWhole(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number)
        && number == decimal.Truncate(number) && Math.Abs(number) < 1_000_000_000_000m
            ? (long)number
            : node is JsonValue whole && whole.TryGetValue<int>(out var small) ? small : null;

    public static List<StrategyProblem> UnknownMembers(this JsonObject body, string at, params string[] known) =>
        [.. body.Where(member => !known.Contains(member.Key, StringComparer.Ordinal))
            .Select(member => new StrategyProblem($"{at}/{member.Key}", "is not known here"))];
}
