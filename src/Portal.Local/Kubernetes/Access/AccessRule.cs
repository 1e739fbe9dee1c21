using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Access;

/// <summary>One rule of a role.</summary>
internal static class AccessRule
{
    public static bool Covers(JsonObject rule, RequestAttributes wanted) =>
        Has(rule, "verbs", wanted.Verb)
        && Has(rule, "apiGroups", wanted.Group)
        && (Has(rule, "resources", wanted.FullResource) || (wanted.Subresource is { } part && Has(rule, "resources", "*/" + part)))
        && CoversName(rule, wanted.Name);

    public static bool CoversPath(JsonObject rule, string path) =>
        Has(rule, "verbs", "get") && rule.Texts("nonResourceURLs").Any(allowed => allowed == path || (allowed.EndsWith('*') && path.StartsWith(allowed[..^1], StringComparison.Ordinal)));

    /// <summary>A rule for some names covers no request without one: neither a list nor a creation.</summary>
    private static bool CoversName(JsonObject rule, string? name)
    {
        var names = rule.Texts("resourceNames").ToList();
        return names.Count == 0 || (name is not null && names.Contains(name, StringComparer.Ordinal));
    }

    private static bool Has(JsonObject rule, string list, string wanted) => rule.Texts(list).Any(one => one == wanted || one == "*");
}
