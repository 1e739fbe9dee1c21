using System.Runtime.InteropServices;

namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// The traffic's segments, each judged by itself. Who comes first gets half of what is left to stake on segments, so that
/// the shares never add up to more than there is, however many appear and whenever.
/// </summary>
internal sealed class SegmentTests(AnalysisSettings settings, double share)
{
    /// <summary>Later ones have too little at stake to matter.</summary>
    private const int MostSegments = 24;

    private readonly Dictionary<string, MetricTest> _bySegment = [];
    private readonly List<MetricTest> _tests = [];
    private double _left = share;

    /// <summary>What is at stake on no segment yet.</summary>
    public double Left => _left;

    public ReadOnlySpan<MetricTest> Tests => CollectionsMarshal.AsSpan(_tests);

    public void Observe(ReadOnlySpan<SegmentSample> samples)
    {
        // The first samples name most segments: they share alike.
        var part = _left / 2 / Math.Max(1, samples.Length);
        foreach (var sample in samples)
        {
            if (!sample.Canary.IsSound || !sample.Stable.IsSound)
            {
                continue;
            }

            if (!_bySegment.TryGetValue(sample.Segment, out var test))
            {
                if (_tests.Count == MostSegments)
                {
                    continue;
                }

                test = new MetricTest(settings, isSlow: false, part, sample.Segment);
                _left -= part;
                _bySegment.Add(sample.Segment, test);
                _tests.Add(test);
            }

            test.Observe(sample.Canary, sample.Stable);
        }
    }
}
