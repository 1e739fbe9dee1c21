using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Portal.Hosting;

/// <summary>Opens what <see cref="KeyRingEncryptor"/> closed. Its name is in the table; the framework makes it.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<KeyRingEnvelope>().Open(encryptedElement);
}
