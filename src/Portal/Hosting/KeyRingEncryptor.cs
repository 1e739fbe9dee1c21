using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Portal.Hosting;

/// <summary>How the ring's secrets are stored: in an envelope.</summary>
internal sealed class KeyRingEncryptor(KeyRingEnvelope envelope) : IXmlEncryptor
{
    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(envelope.Close(plaintextElement), typeof(KeyRingDecryptor));

    /// <summary>A stored key whose envelopes are closed by the newest key-encryption key; null when it has none.</summary>
    public XElement? WrapAnew(XElement stored)
    {
        var key = new XElement(stored);
        var closed = key.Descendants("portalKey").ToList();
        foreach (var secret in closed)
        {
            secret.ReplaceWith(envelope.Close(envelope.Open(secret)));
        }

        return closed.Count == 0 ? null : key;
    }

    /// <summary>A stored key with its secrets in envelopes, as the framework itself would have written it; null when there is nothing to hide.</summary>
    public XElement? Wrap(XElement stored)
    {
        var key = new XElement(stored);
        var secrets = key.Descendants().Where(element => (bool?)element.Attribute(Framework + "requiresEncryption") == true).ToList();
        foreach (var secret in secrets)
        {
            secret.ReplaceWith(new XElement(
                Framework + "encryptedSecret", new XAttribute("decryptorType", typeof(KeyRingDecryptor).AssemblyQualifiedName!), envelope.Close(secret)));
        }

        return secrets.Count == 0 ? null : key;
    }
}
