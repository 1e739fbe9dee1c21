using Portal.Domain;

namespace Portal.Rollouts.Governance;

internal sealed record GroupChanged(string Name) : Error(ErrorKind.Conflict, "approval-group.changed", "Somebody changed the group meanwhile",
    $"Group {Name} was changed at the same moment. Read it again and send your change once more.");
