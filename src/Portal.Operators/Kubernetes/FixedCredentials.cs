namespace Portal.Operators.Kubernetes;

/// <summary>A token or certificate as it is written down; a token's file is read again every minute, and when the server has refused it.</summary>
internal sealed class FixedCredentials(ClusterConnection connection, TimeProvider time) : IClusterCredentials
{
    // Bound service account tokens live an hour at least; the kubelet renews the file long before.
    private static readonly TimeSpan TokenKept = TimeSpan.FromMinutes(1);

    private volatile ClusterCredential? _read;

    public async ValueTask<ClusterCredential> GetAsync(CancellationToken cancellationToken)
    {
        if (connection.TokenFile is not { } file)
        {
            return new ClusterCredential(connection.Token, connection.ClientCertificate, null);
        }

        if (_read is { } kept && kept.Until > time.GetUtcNow())
        {
            return kept;
        }

        try
        {
            var token = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
            _read = new ClusterCredential(token, connection.ClientCertificate, time.GetUtcNow() + TokenKept);
            return _read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HttpRequestException($"The token file {file} cannot be read: {e.Message}", e);
        }
    }

    public bool Renew(ClusterCredential refused)
    {
        Interlocked.CompareExchange(ref _read, null, refused);
        return connection.TokenFile is not null;
    }
}
