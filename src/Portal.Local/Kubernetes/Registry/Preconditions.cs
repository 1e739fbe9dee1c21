using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>An update that names a version or a uid means that one and no other.</summary>
internal static class Preconditions
{
    public static void Require(ResourceType type, JsonObject current, JsonObject item)
    {
        var version = item.Text("metadata", "resourceVersion");
        if (!string.IsNullOrEmpty(version) && version != "0" && version != current.Text("metadata", "resourceVersion"))
        {
            throw ApiErrors.Modified(type, current.NameOf());
        }

        if (item.Text("metadata", "uid") is { Length: > 0 } uid && uid != current.UidOf())
        {
            throw WrongUid(type, current.NameOf(), uid, current.UidOf());
        }
    }

    public static ApiException WrongUid(ResourceType type, string name, string wanted, string actual) =>
        ApiErrors.Conflict(type, name, $"Precondition failed: UID in precondition: {wanted}, UID in object meta: {actual}");
}
