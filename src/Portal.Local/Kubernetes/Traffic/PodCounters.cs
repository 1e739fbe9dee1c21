namespace Portal.Local.Kubernetes.Traffic;

/// <summary>What one container has counted since it started.</summary>
internal sealed class PodCounters
{
    public RequestHistogram Good { get; } = new();

    public RequestHistogram Bad { get; } = new();

    public void Add(long requests, PodBehavior behavior, Noise noise, out long errors)
    {
        errors = noise.Binomial(requests, behavior.ErrorRatio);
        Good.Add(requests - errors, behavior.LatencySeconds, noise);
        Bad.Add(errors, behavior.LatencySeconds, noise);
    }
}
