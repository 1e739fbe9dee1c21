using System.Globalization;
using System.Text.Json;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>A channel without its secret.</summary>
/// <param name="HasSecret">False after an import: make it anew.</param>
public sealed record AlertChannelView(
    string Id, string Name, string Kind, string Target, bool HasSecret, string Severity, string? QuietFrom, string? QuietUntil, string TimeZone, int? EscalateAfterMinutes, DateTimeOffset CreatedAt)
{
    public static AlertChannelView Of(AlertChannelRow row) => new(
        row.Id.ToString(), row.Name, Word(row.Kind), row.Target, row.SecretSealed is not null, Word(row.Severity), Clock(row.QuietFrom), Clock(row.QuietUntil), row.TimeZone,
        row.EscalateAfterMinutes, row.CreatedAt);

    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string? Clock(int? minutes) => minutes is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value / 60:00}:{value % 60:00}") : null;
}
