using Portal.Domain;

namespace Portal.Access;

/// <summary>The same for an unknown address and a wrong password.</summary>
internal sealed record SignInRefused()
    : Error(ErrorKind.Unauthenticated, "session.refused", "Sign-in refused", "The e-mail address or the password is not right. Try again, or ask an admin of your tenant.");
