namespace Portal.Rollouts.Pages;

/// <summary>What one arm of the comparison served.</summary>
public sealed record ArmTotals(long Requests, long Errors)
{
    /// <summary>Failed requests by all requests; null without any.</summary>
    public double? ErrorRatio => Requests == 0 ? null : (double)Errors / Requests;
}
