using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Operations;

/// <summary>Encrypts one answer. The key is used once, so the nonce may be anything: it is random all the same.</summary>
/// <param name="sealedKey">The key as it is stored.</param>
/// <param name="key">The key; cleared when this is disposed.</param>
internal sealed class AnswerKey(Sealed sealedKey, byte[] key) : IDisposable
{
    public const int Length = 32;

    public Sealed Sealed => sealedKey;

    /// <returns>Base64 of <see cref="AesGcmBox"/>.</returns>
    public string Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = AesGcmBox.Close(key, plain);
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(box);
    }

    /// <returns>Null for what this key did not encrypt.</returns>
    public string? Decrypt(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || AesGcmBox.Open(key, bytes.AsSpan(0, length)) is not { } plain)
        {
            return null;
        }

        var answer = Encoding.UTF8.GetString(plain);
        CryptographicOperations.ZeroMemory(plain);
        return answer;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
