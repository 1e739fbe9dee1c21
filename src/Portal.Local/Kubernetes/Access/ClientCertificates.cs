using System.Security.Cryptography.X509Certificates;

namespace Portal.Local.Kubernetes.Access;

/// <summary>Users by client certificate (RFC 5280 subject: CN is the name, each O a group).</summary>
internal sealed class ClientCertificates(X509Certificate2? authority)
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    /// <summary>Null when there is none, or it does not descend from the authority.</summary>
    public RequestUser? Find(X509Certificate2? certificate)
    {
        if (authority is null || certificate is null)
        {
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        if (!chain.Build(certificate))
        {
            return null;
        }

        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements).ToLookup(part => part.GetSingleElementType().Value, StringComparer.Ordinal);
        var name = parts[CommonName].FirstOrDefault()?.GetSingleElementValue();
        return name is null ? null : new RequestUser(name, [.. parts[Organization].Select(part => part.GetSingleElementValue()).OfType<string>(), "system:authenticated"]);
    }
}
