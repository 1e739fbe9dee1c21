using Portal.Domain;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>What a request says of single classes of alert.</summary>
internal static class AlertExceptionWords
{
    public static IEnumerable<FieldError> Check(IReadOnlyDictionary<string, string>? exceptions)
    {
        foreach (var (name, word) in exceptions ?? new Dictionary<string, string>())
        {
            if (!AlertClass.All.Contains(name))
            {
                yield return new("/exceptions", FieldText.Excerpt(name), $"What an alert is about is one of {string.Join(", ", AlertClass.All)}.");
            }
            else if (word != AlertExceptions.Never && !AlertChannelCheck.TryWord<AlertSeverity>(word, out _))
            {
                yield return new($"/exceptions/{name}", FieldText.Excerpt(word), "An exception is never, info, warning, error or critical.");
            }
        }
    }

    /// <summary>As it is stored, of what <see cref="Check"/> found nothing wrong with.</summary>
    public static string Write(IReadOnlyDictionary<string, string>? exceptions) => AlertExceptions.Write(Read(exceptions));

    public static IReadOnlyDictionary<string, AlertSeverity?> Read(IReadOnlyDictionary<string, string>? exceptions) => (exceptions ?? new Dictionary<string, string>()).ToDictionary(
        pair => pair.Key, pair => AlertChannelCheck.TryWord<AlertSeverity>(pair.Value, out var severity) ? severity : (AlertSeverity?)null, StringComparer.Ordinal);
}
