using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Hosting;

/// <summary>
/// An element of the Data Protection ring, encrypted with AES-256-GCM under a key of its own, which the deployment's key service wraps. The framework's
/// interface is synchronous; a ring is read at the start and once a day.
/// </summary>
internal sealed class KeyRingEnvelope(IKeyEncryption provider)
{
    private const int KeyLength = 32;
    private const int TagLength = 16;
    private static readonly XName Name = "portalKey";

    public XElement Close(XElement plain)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        var text = Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        try
        {
            var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
            var value = new byte[text.Length + TagLength];
            using var cipher = new AesGcm(key, TagLength);
            cipher.Encrypt(nonce, text, value.AsSpan(0, text.Length), value.AsSpan(text.Length));
            var wrapped = provider.WrapAsync(KeyOwner.DataProtection, key, CancellationToken.None).GetAwaiter().GetResult();
            return new(
                Name,
                new XAttribute("provider", wrapped.Provider), new XAttribute("keyId", wrapped.KeyId), new XAttribute("wrapped", Convert.ToBase64String(wrapped.Bytes)),
                new XAttribute("nonce", Convert.ToBase64String(nonce)), new XAttribute("value", Convert.ToBase64String(value)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    public XElement Open(XElement closed)
    {
        var wrapped = new WrappedKey((string)closed.Attribute("provider")!, (string)closed.Attribute("keyId")!, Bytes(closed, "wrapped"));
        var key = provider.UnwrapAsync(KeyOwner.DataProtection, wrapped, CancellationToken.None).GetAwaiter().GetResult();
        var value = Bytes(closed, "value");
        var text = new byte[value.Length - TagLength];
        try
        {
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(Bytes(closed, "nonce"), value.AsSpan(0, text.Length), value.AsSpan(text.Length), text);
            return XElement.Parse(Encoding.UTF8.GetString(text));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static byte[] Bytes(XElement element, string attribute) => Convert.FromBase64String((string)element.Attribute(attribute)!);
}
