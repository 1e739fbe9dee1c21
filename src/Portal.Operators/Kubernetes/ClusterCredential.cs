using System.Security.Cryptography.X509Certificates;

namespace Portal.Operators.Kubernetes;

/// <summary>What proves who asks: a token, a certificate, or both.</summary>
/// <param name="Until">When it ends; null when nobody has said.</param>
internal sealed record ClusterCredential(string? Token, X509Certificate2? Certificate, DateTimeOffset? Until);
