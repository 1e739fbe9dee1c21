using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Endpoints;

namespace Portal.Local.Kubernetes.Access;

/// <summary>What a request wants to do to what, as rules of roles speak of it.</summary>
internal sealed record RequestAttributes(string Verb, string Group, string Resource)
{
    public string? Subresource { get; init; }

    /// <summary>Null over all namespaces and for what is in none.</summary>
    public string? Namespace { get; init; }

    public string? Name { get; init; }

    /// <summary>As rules name it: <c>pods/proxy</c>.</summary>
    public string FullResource => Subresource is null ? Resource : $"{Resource}/{Subresource}";

    public static RequestAttributes Of(HttpRequest request, RequestPath path)
    {
        var isItem = path.Name is not null;
        var verb = request.Method switch
        {
            "GET" when path.Subresource is null && IsSet(request, "watch") => "watch",
            "GET" => isItem ? "get" : "list",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => isItem ? "delete" : "deletecollection",
            var other => other.ToLowerInvariant(),
        };

        // A namespace is in itself, and a list by one name is about that name.
        var isNamespace = path is { Group: "", Plural: "namespaces" };
        return new RequestAttributes(verb, path.Group, path.Plural)
        {
            Subresource = path.Subresource,
            Namespace = isNamespace ? path.Name : path.Namespace,
            Name = path.Name ?? NameIn(request.Query["fieldSelector"].ToString()),
        };
    }

    public override string ToString() => $"{Verb} {(Group.Length == 0 ? FullResource : $"{FullResource}.{Group}")}";

    private static bool IsSet(HttpRequest request, string name) => request.Query[name].ToString() is "true" or "1" or "True";

    private static string? NameIn(string fieldSelector) =>
        fieldSelector.Split(',').Select(term => term.Split('=')).FirstOrDefault(term => term[0] == "metadata.name" && term.Length > 1)?[^1];
}
