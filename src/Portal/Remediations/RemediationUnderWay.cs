using Portal.Domain;

namespace Portal.Remediations;

internal sealed record RemediationUnderWay(string Id)
    : Error(ErrorKind.Conflict, "remediation.under-way", "Something is being done already", $"What was asked for the remediation {Id} before has not ended. See its last attempt, and ask again afterwards.");
