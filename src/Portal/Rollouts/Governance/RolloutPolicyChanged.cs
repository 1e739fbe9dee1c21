using Portal.Domain;

namespace Portal.Rollouts.Governance;

internal sealed record RolloutPolicyChanged() : Error(ErrorKind.PreconditionFailed, "rollout-policy.changed", "Somebody changed the policy meanwhile",
    "If-Match: the rollout policy is no longer the one you read. Read it again, look at what changed, then send your change with its ETag.");
