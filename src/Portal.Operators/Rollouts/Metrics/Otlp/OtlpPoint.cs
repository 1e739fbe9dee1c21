namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>One data point of a sum or a histogram.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="IsDelta">Counts since the point before, instead of since <paramref name="Start"/>.</param>
/// <param name="Start">In nanoseconds since 1970.</param>
/// <param name="Time">In nanoseconds since 1970.</param>
/// <param name="Count">A sum's value, or how many a histogram has.</param>
/// <param name="Bounds">Upper bounds of all buckets but the last, in seconds.</param>
/// <param name="Buckets">How many in each; one more than bounds, or none.</param>
/// <param name="Attributes">The series within the metric.</param>
internal sealed record OtlpPoint(
    string Metric, bool IsDelta, ulong Start, ulong Time, double Count, double[] Bounds, double[] Buckets, IReadOnlyDictionary<string, string> Attributes);
