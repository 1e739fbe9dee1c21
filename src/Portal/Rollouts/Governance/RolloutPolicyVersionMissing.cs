using Portal.Domain;

namespace Portal.Rollouts.Governance;

internal sealed record RolloutPolicyVersionMissing() : Error(ErrorKind.PreconditionRequired, "request.if-match.missing", "If-Match is required",
    "If-Match: the header is missing. Read the rollout policy first and send its ETag, so that nobody's change is overwritten unseen.");
