namespace Portal.Remediations;

/// <param name="Operation">Carries it out; follow it at <c>/operations/{id}</c>.</param>
/// <param name="Remediation">As it is now.</param>
internal sealed record RemediationAccepted(string Operation, RemediationView Remediation);
