using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Operators.Kubernetes;

/// <summary>The HTTP client of a connection: credentials on every request, the server's certificate checked against the cluster's own authority.</summary>
internal sealed class ClusterHttp(ClusterConnection connection, TimeProvider time) : DelegatingHandler(Transport(connection))
{
    // Bound service account tokens live an hour at least; the kubelet renews the file long before.
    private static readonly TimeSpan TokenKept = TimeSpan.FromMinutes(1);

    private string? _token = connection.Token;
    private DateTimeOffset _tokenReadAt = DateTimeOffset.MinValue;

    public static HttpClient Create(ClusterConnection connection, TimeProvider time) => new(new ClusterHttp(connection, time))
    {
        BaseAddress = connection.Server,
        // Watches last for minutes; every other request has its own deadline.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await TokenAsync(cancellationToken) is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static SocketsHttpHandler Transport(ClusterConnection connection)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        if (connection.ClientCertificate is { } certificate)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        if (connection.Authorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = Policy(authorities);
        }

        return handler;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private async ValueTask<string?> TokenAsync(CancellationToken cancellationToken)
    {
        if (connection.TokenFile is { } file && time.GetUtcNow() - _tokenReadAt > TokenKept)
        {
            _token = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
            _tokenReadAt = time.GetUtcNow();
        }

        return _token;
    }
}
