namespace Portal.Operators.Kubernetes;

/// <summary>Where credentials come from.</summary>
internal interface IClusterCredentials
{
    /// <summary>The credential for the next request, kept as long as it is good.</summary>
    /// <exception cref="HttpRequestException">There is none to be had now.</exception>
    ValueTask<ClusterCredential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The server has refused it. True when another may be had at once.</summary>
    bool Renew(ClusterCredential refused);
}
