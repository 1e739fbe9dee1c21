using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>A channel without its secret.</summary>
/// <param name="HasSecret">False after an import: it needs a new one.</param>
/// <param name="Exceptions">By class of alert: the least severity that it is told of instead, or never.</param>
/// <param name="SecondKeyUntil">A webhook's key before the latest signs until then; null when there is none, or for good.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record AlertChannelView(
    string Id, string Name, string Kind, string Target, bool HasSecret, string Severity, string? QuietFrom, string? QuietUntil, string TimeZone, int? EscalateAfterMinutes,
    IReadOnlyDictionary<string, string> Exceptions, int? RepeatAfterMinutes, DateTimeOffset? DisabledAt, DateTimeOffset? SecondKeyUntil, DateTimeOffset CreatedAt, long Version)
{
    public static AlertChannelView Of(AlertChannelRow row) => new(
        row.Id.ToString(), row.Name, Word(row.Kind), row.Target, row.SecretSealed is not null, Word(row.Severity), Clock(row.QuietFrom), Clock(row.QuietUntil), row.TimeZone,
        row.EscalateAfterMinutes, Words(row.Exceptions), row.RepeatAfterMinutes, row.DisabledAt, row.SecondKeyUntil, row.CreatedAt, row.Version);

    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static Dictionary<string, string> Words(string exceptions) =>
        (JsonNode.Parse(exceptions) as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);

    private static string? Clock(int? minutes) => minutes is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value / 60:00}:{value % 60:00}") : null;
}
