using Portal.Domain;

namespace Portal.Objectives;

internal sealed record ObjectiveExists(string Name)
    : Error(ErrorKind.Conflict, "objective.exists", "The objective exists", $"metadata.name: there is an objective \"{Name}\" already. Change that one, or choose another name.");
