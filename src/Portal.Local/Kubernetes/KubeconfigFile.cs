namespace Portal.Local.Kubernetes;

/// <summary>
/// The kubeconfig of the local cluster: one cluster, one user with a bearer token, one context. The token is in the address
/// too: <c>kubectl</c> sends a user's credentials over TLS only, but those of an address always, as basic authentication.
/// </summary>
internal static class KubeconfigFile
{
    public const string Name = "portal-local";

    /// <summary>Writes atomically and with mode 600: the file holds a credential.</summary>
    public static async Task WriteAsync(string path, Uri server, string token, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(server);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await PrivateFile.WriteAsync(full, Text(server, token), cancellationToken);
    }

    private static string Text(Uri server, string token) =>
        $"""
        apiVersion: v1
        kind: Config
        current-context: {Name}
        clusters:
        - name: {Name}
          cluster:
            server: {new UriBuilder(server) { UserName = Name, Password = token }.Uri.GetLeftPart(UriPartial.Authority)}
        contexts:
        - name: {Name}
          context:
            cluster: {Name}
            user: {Name}
        users:
        - name: {Name}
          user:
            token: {token}

        """;
}
