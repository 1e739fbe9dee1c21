using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>Names: given or generated, and well-formed.</summary>
internal static partial class Naming
{
    // Kubernetes leaves vowels and look-alikes out of generated names, so that they spell nothing.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    private const string Rule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

    public static void Assign(ResourceType type, JsonObject item)
    {
        var meta = item.Meta();
        if (item.NameOf().Length == 0 && item.Text("metadata", "generateName") is { Length: > 0 } prefix)
        {
            meta["name"] = prefix + Suffix();
        }

        var name = item.NameOf();
        if (name.Length == 0)
        {
            throw ApiErrors.Invalid(type, "", [FieldProblem.Required("metadata.name", "name or generateName is required")]);
        }

        if (type.Collection == Collections.Namespaces || type.Collection == Collections.Services ? !IsLabel(name) : !IsSubdomain(type, name))
        {
            throw ApiErrors.Invalid(type, name, [FieldProblem.Invalid("metadata.name", name, Rule)]);
        }
    }

    public static string Suffix() => RandomNumberGenerator.GetString(Alphabet, 5);

    private static bool IsLabel(string name) => name.Length <= 63 && Label().IsMatch(name);

    /// <summary>Roles may be called almost anything that a path can hold.</summary>
    private static bool IsSubdomain(ResourceType type, string name) =>
        type.Group.StartsWith("rbac.", StringComparison.Ordinal)
            ? name is not ("." or "..") && !name.Contains('/', StringComparison.Ordinal)
            : name.Length <= 253 && Subdomain().IsMatch(name);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Subdomain();
}
