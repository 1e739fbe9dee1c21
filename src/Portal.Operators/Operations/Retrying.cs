using Portal.Operators.Kubernetes;

namespace Portal.Operators.Operations;

/// <summary>How long to wait before the next attempt at something that is to go on for ever: longer each time, until it has gone well for a while.</summary>
internal sealed class Retrying(TimeProvider time)
{
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
    private long _began;

    public void Begin() => _began = time.GetTimestamp();

    public TimeSpan Next()
    {
        if (time.GetElapsedTime(_began) > Healthy)
        {
            _backoff.Reset();
        }

        return _backoff.Next();
    }
}
