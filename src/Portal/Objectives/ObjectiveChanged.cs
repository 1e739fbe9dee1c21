using Portal.Domain;

namespace Portal.Objectives;

internal sealed record ObjectiveChanged() : Error(ErrorKind.PreconditionFailed, "objective.changed", "Somebody changed the objective meanwhile",
    "If-Match: the objective is no longer the one you read. Read it again, look at what changed, then send your change with its ETag.");
