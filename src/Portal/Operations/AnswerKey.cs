using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Operations;

/// <summary>Encrypts one answer, with AES-256-GCM. The key is used once, so its nonce may be anything: it is random all the same.</summary>
/// <param name="sealedKey">The key as it is stored.</param>
/// <param name="key">The key; cleared when this is disposed.</param>
internal sealed class AnswerKey(Sealed sealedKey, byte[] key) : IDisposable
{
    public const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public Sealed Sealed => sealedKey;

    /// <returns>Base64 of nonce, ciphertext and tag.</returns>
    public string Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(bytes.AsSpan(0, NonceLength), plain, bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(bytes);
    }

    /// <returns>Null for what this key did not encrypt.</returns>
    public string? Decrypt(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length, TagLength), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
