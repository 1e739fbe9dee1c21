using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Operators.Kubernetes;

/// <summary>The HTTP client of a connection: credentials on every request, the server's certificate checked against the cluster's own authority.</summary>
internal sealed class ClusterHttp : DelegatingHandler
{
    private readonly IClusterCredentials _credentials;
    private readonly string? _serverName;
    private X509Certificate2? _certificate;

    private ClusterHttp(ClusterConnection connection, TimeProvider time)
    {
        _serverName = connection.TlsServerName;
        _credentials = connection.Exec is { } exec ? new ExecCredentials(exec, time) : new FixedCredentials(connection, time);
        InnerHandler = new RetryAfter(Transport(connection), time);
    }

    public static HttpClient Create(ClusterConnection connection, TimeProvider time) => new(new ClusterHttp(connection, time))
    {
        BaseAddress = connection.Server,
        // Watches last for minutes; every other request has its own deadline.
        Timeout = Timeout.InfiniteTimeSpan,
        // Whose fields they are: the server takes the name from here where a write does not say.
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("portal-operator", typeof(ClusterHttp).Assembly.GetName().Version?.ToString(3)) } },
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var credential = await _credentials.GetAsync(cancellationToken);
        var response = await SendAsync(request, credential, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !_credentials.Renew(credential))
        {
            return response;
        }

        // Once: credentials that are refused right after they were made are wrong, not old.
        response.Dispose();
        return await SendAsync(request, await _credentials.GetAsync(cancellationToken), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (_credentials as IDisposable)?.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ClusterCredential credential, CancellationToken cancellationToken)
    {
        _certificate = credential.Certificate;

        // The handler takes the name that it asks for in the handshake, and checks in the certificate, from this header.
        request.Headers.Host = _serverName;
        request.Headers.Authorization = credential.Token is { Length: > 0 } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        return base.SendAsync(request, cancellationToken);
    }

    private SocketsHttpHandler Transport(ClusterConnection connection)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        if (connection.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy);
        }

        var tls = handler.SslOptions;
        tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => _certificate!;
        if (connection.IsUnchecked)
        {
#pragma warning disable CA5359 // Asked for in the kubeconfig, and allowed in the operator's own settings: ClusterConnection.IsUnchecked.
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (connection.Authorities is { } authorities)
        {
            tls.CertificateChainPolicy = Policy(authorities);
        }

        return handler;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
