namespace Portal.Operators.Kubernetes;

/// <summary>A credential plugin of a kubeconfig (client.authentication.k8s.io).</summary>
/// <param name="ApiVersion">The version that is asked for and must be answered in: v1 or v1beta1.</param>
internal sealed record ExecCommand(string Command, string ApiVersion)
{
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Besides this process's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What to tell a person when the program is not there.</summary>
    public string? InstallHint { get; init; }

    /// <summary>The cluster, for plugins that ask for it (<c>provideClusterInfo</c>); null does not tell.</summary>
    public Uri? Server { get; init; }
}
