namespace Portal.Rollouts;

/// <summary>A plugin's traffic.</summary>
/// <param name="RequestsPerSecond">Of all versions together.</param>
/// <param name="ErrorRatio">How many of the stable version's requests fail, from 0 to 1.</param>
public sealed record TrafficEstimate(double RequestsPerSecond, double ErrorRatio);
