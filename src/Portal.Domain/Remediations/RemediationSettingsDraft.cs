namespace Portal.Domain.Remediations;

/// <summary>Settings as people write them; what is left out is the default.</summary>
/// <param name="Modes">By kind, <c>crashLoop</c>: <c>off</c>, <c>suggested</c> or <c>automatic</c>.</param>
/// <param name="PerHour">1 to 100: attempts of the tenant in an hour; 10.</param>
/// <param name="PerRolloutPerHour">1 to 100: attempts at one rollout in an hour; 3.</param>
/// <param name="CoolDown">ISO 8601, <c>PT1M</c> to <c>P1D</c>: from one attempt at a rollout to the next; <c>PT10M</c>.</param>
public sealed record RemediationSettingsDraft(IReadOnlyDictionary<string, string?>? Modes, int? PerHour, int? PerRolloutPerHour, string? CoolDown);
