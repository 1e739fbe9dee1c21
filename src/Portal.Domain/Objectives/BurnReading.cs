namespace Portal.Domain.Objectives;

/// <summary>One pair of windows now.</summary>
public sealed record BurnReading(BurnAlert Alert, double LongRate, double ShortRate, bool IsActive);
