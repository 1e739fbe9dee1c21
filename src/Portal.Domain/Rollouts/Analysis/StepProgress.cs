namespace Portal.Domain.Rollouts.Analysis;

/// <summary>What the current step has seen. Time without measurements is not in it.</summary>
internal sealed class StepProgress(TimeSpan interval)
{
    /// <summary>So many requests to the stable version and none to the canary: it gets no traffic.</summary>
    private const long ManyRequests = 500;

    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _lastSampleAt;
    private DateTimeOffset? _waitingSince;
    private long _stableRequests;

    public long CanaryRequests { get; private set; }

    public TimeSpan Measured { get; private set; }

    public DateTimeOffset? LastSampleAt => _lastSampleAt;

    /// <summary>The canary should have had requests by now and had none.</summary>
    public bool CanaryIsLeftOut => CanaryRequests == 0 && _stableRequests >= ManyRequests;

    /// <summary>How long a sample may be late: three intervals, and 5 seconds at least.</summary>
    private TimeSpan Patience => interval * 3 > ShortestPatience ? interval * 3 : ShortestPatience;

    public void Begin(DateTimeOffset now)
    {
        CanaryRequests = 0;
        _stableRequests = 0;
        Measured = TimeSpan.Zero;
        _waitingSince = now;
    }

    public void Observe(AnalysisSample sample, bool counts)
    {
        if (counts && _lastSampleAt is { } last)
        {
            var gap = sample.At - last;
            Measured += gap < Patience ? gap : TimeSpan.Zero;
        }

        _waitingSince ??= sample.At;
        _lastSampleAt = sample.At;
        CanaryRequests += sample.Canary.Requests;
        _stableRequests += sample.Stable.Requests;
    }

    public void Wait(DateTimeOffset now) => _waitingSince ??= now;

    public bool IsSilent(DateTimeOffset now) => now - (_lastSampleAt ?? _waitingSince ?? now) >= Patience;
}
