using System.Security.Cryptography.X509Certificates;

namespace Portal.Operators.Kubernetes;

/// <summary>Where a cluster is and how to be somebody there.</summary>
internal sealed record ClusterConnection
{
    public required Uri Server { get; init; }

    public string? Token { get; init; }

    /// <summary>A file that holds the token and is renewed from time to time, as service accounts' are.</summary>
    public string? TokenFile { get; init; }

    /// <summary>A program that gives the credentials, as managed clusters have them.</summary>
    public ExecCommand? Exec { get; init; }

    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>What the server's certificate must descend from; null trusts what the machine trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The name in the server's certificate, where it is not that of its address.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>The server's certificate is not looked at: only where somebody has said so twice.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>Requests go through it; null follows the machine's settings (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Where this process lives, for its lease.</summary>
    public string Namespace { get; init; } = "default";
}
