using Portal.Domain;

namespace Portal.Objectives;

internal sealed record ObjectiveIsRemoved(string Name)
    : Error(ErrorKind.Conflict, "objective.removed", "The objective is being removed", $"Objective \"{Name}\" is being removed from the cluster. Wait until it is gone, then make it anew.");
