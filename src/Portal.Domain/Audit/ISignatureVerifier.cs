namespace Portal.Domain.Audit;

/// <summary>Checks Ed25519 signatures (RFC 8032); the runtime has none of its own.</summary>
public interface ISignatureVerifier
{
    /// <returns>False also for keys and signatures that are none.</returns>
    bool Verify(byte[] publicKey, byte[] message, byte[] signature);
}
