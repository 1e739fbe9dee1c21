namespace Portal.Domain.Tenancy.Keys;

/// <summary>A secret that could not be sealed or opened, wherever that was tried.</summary>
public sealed class KeyFailureException(Error refusal, Exception? inner = null) : Exception(refusal.Detail, inner)
{
    /// <summary><see cref="SealedTampered"/>, <see cref="KeyDestroyed"/> or <see cref="KeysUnavailable"/>.</summary>
    public Error Refusal => refusal;
}
