using System.Text.Json;
using Portal.Domain.Objectives.Alerts;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>What a channel is told of by class, as it is stored.</summary>
public static class AlertExceptions
{
    /// <summary>In place of a severity.</summary>
    public const string Never = "never";

    public static IReadOnlyDictionary<string, AlertSeverity?> Read(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []).ToDictionary(
            pair => pair.Key, pair => Enum.TryParse<AlertSeverity>(pair.Value, ignoreCase: true, out var severity) ? severity : (AlertSeverity?)null, StringComparer.Ordinal);

    public static string Write(IReadOnlyDictionary<string, AlertSeverity?> exceptions)
    {
        ArgumentNullException.ThrowIfNull(exceptions);
        return JsonSerializer.Serialize(exceptions.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Value is { } severity ? SeverityWord.Of(severity) : Never, StringComparer.Ordinal));
    }
}
