using Portal.Domain;

namespace Portal.Access;

internal sealed record StaffUnknown(string Email)
    : Error(ErrorKind.NotFound, "staff.unknown", "Not one of the staff", $"email: \"{Email}\" has no account. Portal staff list shows those that have one.");
