namespace Portal.Domain.Rollouts;

/// <summary>The numbers behind a verdict: both versions' counts, and the evidence against the canary beside its limit.</summary>
public sealed record RolloutEvidence(double EValue, double Limit, ArmEvidence Canary, ArmEvidence Stable)
{
    /// <summary>How many failed requests users have had from the canary.</summary>
    public long ErrorsExposed => Canary.Errors;
}
