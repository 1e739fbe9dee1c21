namespace Portal.Objectives;

/// <param name="State"><c>closed</c>, <c>open</c>, <c>halfOpen</c>.</param>
/// <param name="Failures">Rollouts in a row that failed.</param>
/// <param name="Trial">The rollout and revision that a half-open breaker has let through.</param>
public sealed record BreakerView(string State, int Failures, DateTimeOffset? OpenedAt, string? Trial);
