namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>What the traffic is like during one second. Rates are between 0 and 1.</summary>
internal struct Moment
{
    /// <summary>Requests per second of both versions together.</summary>
    public double RequestsPerSecond;

    /// <summary>The canary's part of them.</summary>
    public double Weight;

    /// <summary>By this the canary gets more requests than its part.</summary>
    public double CanaryRetries;

    public double StableErrors;
    public double CanaryErrors;
    public double StableSlow;
    public double CanarySlow;

    /// <summary>Failures come in bunches of this size, each on one version.</summary>
    public int Bunch;

    /// <summary>Failures on top, not proportional to anything.</summary>
    public int ExtraStable;
    public int ExtraCanary;

    /// <summary>The part of the requests that goes to one endpoint; 0 when endpoints are not told apart.</summary>
    public double EndpointShare;
    public double CanaryEndpointErrors;

    public Glitch Glitch;
    public int PodRestarts;
}
