using System.Security.Cryptography;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>An unwrapped data key in memory. Only the cipher holds it, which clears it when disposed; using it afterwards throws.</summary>
internal sealed class DataKey : IDisposable
{
    /// <summary>AES-256.</summary>
    public const int Length = 32;

    private readonly AesGcm _cipher;

    // One cipher context, so one at a time: a value takes about a microsecond.
    private readonly Lock _lock = new();
    private readonly int _version;

    /// <param name="version">Of the tenant's keys.</param>
    /// <param name="key">Cleared before this returns.</param>
    public DataKey(int version, byte[] key)
    {
        _version = version;
        _cipher = new(key, SealedHeader.TagLength);
        CryptographicOperations.ZeroMemory(key);
    }

    public int Version => _version;

    /// <exception cref="ObjectDisposedException">The key left memory meanwhile: get it anew.</exception>
    public Sealed Seal(SealedPlace place, ReadOnlySpan<byte> plaintext)
    {
        var value = new byte[SealedHeader.Overhead + plaintext.Length];
        new SealedHeader(_version).Write(value);
        var nonce = value.AsSpan(SealedHeader.Length - SealedHeader.NonceLength, SealedHeader.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var data = place.AdditionalData(_version);
        lock (_lock)
        {
            _cipher.Encrypt(nonce, plaintext, value.AsSpan(SealedHeader.Length, plaintext.Length), value.AsSpan(SealedHeader.Length + plaintext.Length), data);
        }

        return Sealed.Of(value);
    }

    /// <exception cref="KeyFailureException">It was changed, or is another place's.</exception>
    /// <exception cref="ObjectDisposedException">The key left memory meanwhile: get it anew.</exception>
    public byte[] Open(SealedPlace place, Sealed value)
    {
        var bytes = value.Bytes.Span;
        var plaintext = new byte[bytes.Length - SealedHeader.Overhead];
        var nonce = bytes.Slice(SealedHeader.Length - SealedHeader.NonceLength, SealedHeader.NonceLength);
        var data = place.AdditionalData(_version);
        try
        {
            lock (_lock)
            {
                _cipher.Decrypt(nonce, bytes.Slice(SealedHeader.Length, plaintext.Length), bytes[(SealedHeader.Length + plaintext.Length)..], plaintext, data);
            }

            return plaintext;
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new KeyFailureException(new SealedTampered(place), changed);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _cipher.Dispose();
        }
    }
}
