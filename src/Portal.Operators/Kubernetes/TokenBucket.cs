namespace Portal.Operators.Kubernetes;

/// <summary>Lets a burst through, and after it so many in a time.</summary>
internal sealed class TokenBucket(int burst, TimeSpan perToken, TimeProvider time)
{
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_at, now) / perToken));
        _at = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
