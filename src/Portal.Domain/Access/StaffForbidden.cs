namespace Portal.Domain.Access;

/// <summary>403: one of the staff, but the role does not grant it.</summary>
public sealed record StaffForbidden(StaffRole Role, StaffPermission Permission)
    : Error(ErrorKind.Forbidden, "staff.forbidden", "Not allowed",
        $"The staff role {Role} does not include the permission {Permission}. Ask a colleague who is an operator.");
