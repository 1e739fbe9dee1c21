using Portal.Domain;

namespace Portal.Api;

/// <summary>428 (RFC 6585, section 3): what is to be replaced as a whole has a version, and the one that was read is not named.</summary>
internal sealed record VersionMissing(string What)
    : Error(ErrorKind.PreconditionRequired, "request.if-match.missing", "If-Match is required",
        $"If-Match: the header is missing. Read the {What} first and send the ETag, so that nobody's change is overwritten unseen.");
