namespace Portal.Domain.Rollouts.Analysis;

/// <summary>What one version answered since the sample before.</summary>
public readonly record struct ArmSample(long Requests, long Errors, long Slow)
{
    /// <summary>Counts that can be: nothing negative, and no more bad requests than requests.</summary>
    public bool IsSound => Errors >= 0 && Slow >= 0 && Errors <= Requests && Slow <= Requests;

    internal ArmSample Plus(ArmSample other) => new(Requests + other.Requests, Errors + other.Errors, Slow + other.Slow);
}
