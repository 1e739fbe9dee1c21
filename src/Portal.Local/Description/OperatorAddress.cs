namespace Portal.Local.Description;

/// <summary>Where the operator serves its health checks and metrics.</summary>
internal sealed record OperatorAddress(Uri HealthUrl);
