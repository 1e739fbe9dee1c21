using Portal.Domain;

namespace Portal.Rollouts;

internal sealed record RolloutNotWaiting(string Id, string Phase)
    : Error(ErrorKind.Conflict, "rollout.not-waiting", "The rollout does not wait for an approval", $"The rollout {Id} is {Phase}. An approval counts only while it is AwaitingApproval.");
