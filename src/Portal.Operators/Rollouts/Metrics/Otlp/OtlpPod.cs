using System.Collections.Concurrent;

namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>What one pod has sent.</summary>
internal sealed class OtlpPod
{
    // Attributes that never repeat would otherwise fill the memory.
    private const int MostSeries = 2000;

    public ConcurrentDictionary<string, (OtlpPoint Latest, OtlpSeries Series)> Series { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset HeardAt { get; private set; }

    public void Add(OtlpPoint point, DateTimeOffset now)
    {
        HeardAt = now;
        var key = $"{point.Metric}{{{string.Join(',', point.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value}"))}}}";
        if (Series.TryGetValue(key, out var known))
        {
            known.Series.Add(point);
        }
        else if (Series.Count < MostSeries)
        {
            var series = Series.GetOrAdd(key, _ => (point, new OtlpSeries()));
            series.Series.Add(point);
        }
    }
}
