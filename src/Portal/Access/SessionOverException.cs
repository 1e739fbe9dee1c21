namespace Portal.Access;

/// <summary>A circuit outlived its session; the page sends the person to sign in.</summary>
internal sealed class SessionOverException() : Exception("The session is over. Sign in again.");
