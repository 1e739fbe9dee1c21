using Portal.Domain;

namespace Portal.Remediations;

internal sealed record RemediationForPeople(string Id, string Advice)
    : Error(ErrorKind.Conflict, "remediation.for-people", "Only a person can help here", $"The remediation {Id} is advice: {Advice}");
