namespace Portal.Domain;

/// <summary>The class of a refusal, in the terms of HTTP (RFC 9110 section 15.5).</summary>
public enum ErrorKind
{
    /// <summary>400: the request cannot be read.</summary>
    Malformed,

    /// <summary>401: nobody is signed in.</summary>
    Unauthenticated,

    /// <summary>403: signed in, but not allowed to; only ever inside the caller's own tenant.</summary>
    Forbidden,

    /// <summary>404: not there, or somebody else's: the two look the same.</summary>
    NotFound,

    /// <summary>409: the thing is in a state that does not allow this now.</summary>
    Conflict,

    /// <summary>412: it changed since the caller read it.</summary>
    PreconditionFailed,

    /// <summary>428: the caller has to say which version it read.</summary>
    PreconditionRequired,

    /// <summary>413: more bytes than allowed.</summary>
    TooLarge,

    /// <summary>422: readable, but against a rule.</summary>
    Unprocessable,

    /// <summary>429: too often.</summary>
    RateLimited,

    /// <summary>503: something this depends on does not answer now.</summary>
    Unavailable,
}
