using Portal.Domain;

namespace Portal.Plugins;

internal sealed record RolloutUnderWay(string Key)
    : Error(ErrorKind.Conflict, "rollout.under-way", "A rollout is under way", $"{Key} is being rolled out now. Wait until it ends, or abort it first.");
