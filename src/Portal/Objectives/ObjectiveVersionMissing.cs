using Portal.Domain;

namespace Portal.Objectives;

internal sealed record ObjectiveVersionMissing() : Error(ErrorKind.PreconditionRequired, "request.if-match.missing", "If-Match is required",
    "If-Match: the header is missing. Read the objective first and send its ETag, so that nobody's change is overwritten unseen.");
