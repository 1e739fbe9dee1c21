using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Traffic;

/// <summary>How the version in a pod behaves, by its annotations.</summary>
internal sealed record PodBehavior(double ErrorRatio, double LatencySeconds, TimeSpan ReadyAfter, TimeSpan? CrashAfter)
{
    private const string Prefix = "portal.internal/simulated-";

    public static PodBehavior Of(JsonObject pod) => new(
        Math.Clamp(Number(pod, "error-ratio") ?? 0.001, 0, 1),
        Math.Max(Number(pod, "latency-ms") ?? 40, 0.001) / 1000,
        Duration(pod, "ready-after") ?? TimeSpan.FromSeconds(1),
        Duration(pod, "crash-after"));

    public static double? Number(JsonObject item, string name) =>
        double.TryParse(item.Annotation(Prefix + name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>An ISO 8601 duration; one that cannot be read counts as not given.</summary>
    private static TimeSpan? Duration(JsonObject item, string name)
    {
        try
        {
            return item.Annotation(Prefix + name) is { Length: > 0 } text ? XmlConvert.ToTimeSpan(text) : null;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
