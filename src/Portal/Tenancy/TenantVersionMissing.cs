using Portal.Domain;

namespace Portal.Tenancy;

internal sealed record TenantVersionMissing() : Error(ErrorKind.PreconditionRequired, "request.if-match.missing", "If-Match is required",
    "If-Match: the header is missing. Read the tenant first and send its ETag, so that nobody's change is overwritten unseen.");
