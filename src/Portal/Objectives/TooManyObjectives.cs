using Portal.Domain;

namespace Portal.Objectives;

internal sealed record TooManyObjectives(int Most)
    : Error(ErrorKind.Conflict, "objective.too-many", "Too many objectives", $"A tenant has at most {Most} objectives. Delete one that is not needed.");
