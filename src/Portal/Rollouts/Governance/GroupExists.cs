using Portal.Domain;

namespace Portal.Rollouts.Governance;

internal sealed record GroupExists(string Name) : Error(ErrorKind.Conflict, "approval-group.exists", "There is such a group already",
    $"There is a group {FieldText.Excerpt(Name)} already. Change its members, or choose another name.");
