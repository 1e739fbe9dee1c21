using Portal.Domain;

namespace Portal.Objectives;

internal sealed record NothingHeld(string Name)
    : Error(ErrorKind.Conflict, "objective.holds-nothing", "The objective holds no plugin", $"Objective \"{Name}\" names no plugin in spec.service, so no rollout waits for it.");
