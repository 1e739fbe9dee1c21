namespace Portal.Local.Kubernetes.Access;

/// <summary>Who asks.</summary>
internal sealed record RequestUser(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The bearer of the kubeconfig's own token.</summary>
    public static RequestUser Administrator { get; } = new("portal-local", ["system:masters", "system:authenticated"]);

    /// <summary>Whom no role restrains.</summary>
    public bool IsUnrestricted => Groups.Contains("system:masters", StringComparer.Ordinal);

    public static RequestUser ServiceAccount(string inNamespace, string name) =>
        new($"system:serviceaccount:{inNamespace}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{inNamespace}", "system:authenticated"]);
}
