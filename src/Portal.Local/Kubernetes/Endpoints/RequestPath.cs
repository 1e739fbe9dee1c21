namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>
/// A path below <c>/api/v1</c> or <c>/apis/GROUP/VERSION</c>: <c>[namespaces/NS/]PLURAL[/NAME[/SUBRESOURCE[/REST]]]</c>.
/// </summary>
internal sealed record RequestPath(string Group, string Version, string Plural)
{
    /// <summary>Null for a cluster-scoped resource and for a list over all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? Subresource { get; init; }

    /// <summary>What follows the subresource: the path inside the pod of a proxy request.</summary>
    public string Rest { get; init; } = "";

    public static RequestPath? TryParse(string path)
    {
        var steps = path.Trim('/').Split('/');
        return steps switch
        {
            ["api", var version, var first, .. var more] => Below("", version, first, more, path),
            ["apis", var group, var version, var first, .. var more] => Below(group, version, first, more, path),
            _ => null,
        };
    }

    private static RequestPath Below(string group, string version, string first, string[] more, string path)
    {
        // namespaces/NAME and its subresources are about the namespace itself; anything longer is about what it holds.
        var isInNamespace = first == "namespaces" && more.Length >= 2 && more[1] is not ("status" or "finalize");
        return isInNamespace
            ? Fill(new RequestPath(group, version, more[1]) { Namespace = more[0] }, more[2..], path)
            : Fill(new RequestPath(group, version, first), more, path);
    }

    private static RequestPath Fill(RequestPath target, string[] more, string path) => target with
    {
        Name = more.Length > 0 && more[0].Length > 0 ? more[0] : null,
        Subresource = more.Length > 1 ? more[1] : null,
        Rest = more.Length > 2 ? string.Join('/', more[2..]) + (path.EndsWith('/') && more[^1].Length > 0 ? "/" : "") : "",
    };
}
