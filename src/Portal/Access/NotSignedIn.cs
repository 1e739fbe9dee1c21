using Portal.Domain;

namespace Portal.Access;

internal sealed record NotSignedIn(bool Expired)
    : Error(ErrorKind.Unauthenticated, Expired ? "session.expired" : "access.unauthenticated", Expired ? "The session is over" : "Not signed in",
        Expired ? "The session or key is no longer valid. Sign in again." : "Sign in, or send an API key as \"Authorization: Bearer pak_…\".");
