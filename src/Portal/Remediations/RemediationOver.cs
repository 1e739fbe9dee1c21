using Portal.Domain;

namespace Portal.Remediations;

internal sealed record RemediationOver(string Id, string State)
    : Error(ErrorKind.Conflict, "remediation.over", "Nothing is to be done any more", $"The remediation {Id} is {State}. If the same is found again, it is a new one.");
