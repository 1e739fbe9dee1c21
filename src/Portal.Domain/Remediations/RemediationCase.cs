namespace Portal.Domain.Remediations;

/// <summary>All that decides what is done about a finding.</summary>
/// <param name="Finding">What is seen now.</param>
/// <param name="Attempts">How often something was done about this finding.</param>
/// <param name="OfTenant">When anything of the tenant was tried, as far back as <see cref="RemediationSettings.Window"/>; in any order.</param>
/// <param name="OfRollout">The same of this rollout, as far back as the cool-down too.</param>
/// <param name="IsFrozen">A freeze of the tenant is on.</param>
public sealed record RemediationCase(
    Finding Finding, int Attempts, IReadOnlyList<DateTimeOffset> OfTenant, IReadOnlyList<DateTimeOffset> OfRollout, bool IsFrozen);
