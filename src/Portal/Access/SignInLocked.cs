using Portal.Domain;

namespace Portal.Access;

internal sealed record SignInLocked()
    : Error(ErrorKind.RateLimited, "session.locked", "Too many attempts", "This account refuses sign-ins for five minutes after ten wrong passwords. Wait, then try again.");
