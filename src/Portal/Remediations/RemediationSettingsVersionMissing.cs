using Portal.Domain;

namespace Portal.Remediations;

internal sealed record RemediationSettingsVersionMissing() : Error(ErrorKind.PreconditionRequired, "request.if-match.missing", "If-Match is required",
    "If-Match: the header is missing. Read the remediation settings first and send their ETag, so that nobody's change is overwritten unseen.");
