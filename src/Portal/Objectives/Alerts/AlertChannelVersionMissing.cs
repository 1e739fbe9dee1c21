using Portal.Domain;

namespace Portal.Objectives.Alerts;

internal sealed record AlertChannelVersionMissing() : Error(ErrorKind.PreconditionRequired, "request.if-match.missing", "If-Match is required",
    "If-Match: the header is missing. Read the alert channel first and send its ETag, so that nobody's change is overwritten unseen.");
