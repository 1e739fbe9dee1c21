using Portal.Domain;

namespace Portal.Access;

internal sealed record MemberExists(string Email)
    : Error(ErrorKind.Conflict, "member.exists", "Already a member", $"email: \"{Email}\" belongs to a member of this tenant. Use another address.");
