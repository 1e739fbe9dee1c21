using Portal.Domain;

namespace Portal.Objectives;

internal sealed record ObjectiveOfCluster(string Name)
    : Error(ErrorKind.Conflict, "objective.of-cluster", "The objective belongs to the cluster", $"Objective \"{Name}\" was applied in the cluster. Change or delete it where it was applied: kubectl edit slo {Name}.");
