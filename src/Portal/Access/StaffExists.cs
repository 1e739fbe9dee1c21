using Portal.Domain;

namespace Portal.Access;

internal sealed record StaffExists(string Email)
    : Error(ErrorKind.Conflict, "staff.exists", "Already one of the staff", $"email: \"{Email}\" has an account already. Use another address.");
