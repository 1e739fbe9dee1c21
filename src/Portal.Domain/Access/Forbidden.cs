namespace Portal.Domain.Access;

/// <summary>403: signed in, but the role does not grant it.</summary>
public sealed record Forbidden(Role Role, Permission Permission)
    : Error(ErrorKind.Forbidden, "access.forbidden", "Not allowed",
        $"The role {Role} does not include the permission {Permission}. Ask an admin of your tenant.");
